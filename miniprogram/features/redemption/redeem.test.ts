import type { Redemption } from '../../../shared/contract/redemption'
import { giveUp, openAttempt, sendOnce } from '../../answers/sendOnce'
import { memoryStorage } from '../../wechat/memoryStorage'
import { Refusal, Unanswered } from '../../wechat/refusal'
import { openRedemptions, proven, type RedemptionServer, redemptionRoad, under } from './redeem'

const wish = { benefitId: 'VIDEO-MONTH', points: 300 }
const redeemed = { id: 'R1', benefitId: 'VIDEO-MONTH', points: 300, state: 'delivered' } as Redemption

const start = Date.parse('2026-11-22T04:00:00.000Z')

function tools(over: Partial<RedemptionServer['redemption'] & { choose: () => Promise<Redemption> }> = {}) {
  const storage = memoryStorage()
  let made = 0
  const clock = { ms: start }
  const sent: { key: string; points: number; stored: unknown }[] = []
  const asked: string[] = []
  const bodies: object[] = []
  const chosen: object[] = []
  const answers = {
    confirm: async () => redeemed,
    byKey: async () => {
      throw new Refusal('not_found')
    },
    choose: async () => redeemed,
    ...over,
  } as { -readonly [Call in keyof RedemptionServer['redemption']]: RedemptionServer['redemption'][Call] } & {
    choose: () => Promise<Redemption>
  }
  const server: RedemptionServer = {
    entitlements: {
      choose: async ({ params, body, key }) => {
        chosen.push({ ...params, ...body, key, stored: openAttempt(road, { ...params, ...body, points: 0 }) })
        return answers.choose()
      },
    },
    redemption: {
      confirm: (call) => {
        bodies.push(call.body)
        sent.push({ key: call.key, points: call.body.points, stored: openAttempt(road, call.body) })
        return answers.confirm(call)
      },
      byKey: (call) => {
        asked.push(call.params.key)
        return answers.byKey(call)
      },
    },
  }
  const road = redemptionRoad(server, {
    storage,
    newKey: () => `key-${++made}-0123456789`,
    now: () => new Date(clock.ms),
    wait: async () => {},
  })
  return { road, storage, sent, bodies, asked, chosen, answers, clock }
}

const never = async () => {
  throw new Unanswered('timeout')
}
const refuse = (code: Refusal['code']) => async () => {
  throw new Refusal(code)
}

describe('redeeming', () => {
  it('stores the key before it sends, and forgets it once the answer is there', async () => {
    const { road, sent, storage } = tools()
    expect(await sendOnce(road, wish)).toEqual({ kind: 'done', reply: redeemed })
    expect(sent).toEqual([
      {
        key: 'key-1-0123456789',
        points: 300,
        stored: { ...wish, key: 'key-1-0123456789', sentAt: '2026-11-22T04:00:00.000Z' },
      },
    ])
    expect(openRedemptions(storage)).toEqual([])
  })

  it('asks for the state under the same key when no answer came, and does not send again', async () => {
    const { road, sent, asked } = tools({ confirm: never, byKey: async () => redeemed })
    expect(await sendOnce(road, wish)).toEqual({ kind: 'done', reply: redeemed })
    expect(sent).toHaveLength(1)
    expect(asked).toEqual(['key-1-0123456789'])
  })

  it('keeps the key while the end is unknown, and the next try uses it again', async () => {
    const { road, sent, asked, answers, storage } = tools({ confirm: never })
    expect(await sendOnce(road, wish)).toEqual({ kind: 'unsettled' })
    expect(asked).toHaveLength(3)
    answers.confirm = async () => redeemed
    await sendOnce(road, { ...wish, points: 900 })
    expect(sent.map(({ key, points }) => [key, points])).toEqual([
      ['key-1-0123456789', 300],
      ['key-1-0123456789', 300],
    ])
    expect(openRedemptions(storage)).toEqual([])
  })

  it('tops up the account of the first try, whatever is wished later', async () => {
    const { road, bodies, answers } = tools({ confirm: never })
    await sendOnce(road, { ...wish, account: '13800138000' })
    answers.confirm = async () => redeemed
    await sendOnce(road, { ...wish, account: '13900139000' })
    const body = { benefitId: 'VIDEO-MONTH', points: 300, account: '13800138000' }
    expect(bodies).toEqual([body, body])
  })

  it('keeps no account once it is known what became of it', async () => {
    const { road, storage } = tools({ confirm: refuse('account_invalid') })
    await sendOnce(road, { ...wish, account: '13800138000' })
    expect(storage.names()).toEqual([])
  })

  it('sends nothing when the earlier try turns out to have been done', async () => {
    const { road, sent, answers } = tools({ confirm: never })
    await sendOnce(road, wish)
    answers.byKey = async () => redeemed
    expect((await sendOnce(road, wish)).kind).toBe('done')
    expect(sent).toHaveLength(1)
  })

  it('tells a refusal and begins the next try with a new key', async () => {
    const { road, sent, answers } = tools({ confirm: refuse('sold_out') })
    expect(await sendOnce(road, wish)).toMatchObject({ kind: 'refused', refusal: { code: 'sold_out' } })
    answers.confirm = async () => redeemed
    await sendOnce(road, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2)
  })

  it.each(['busy_try_later', 'too_many_requests'] as const)('keeps the key after %s', async (code) => {
    const { road, sent, answers } = tools({ confirm: refuse(code) })
    expect((await sendOnce(road, wish)).kind).toBe('refused')
    answers.confirm = async () => redeemed
    await sendOnce(road, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  })

  it('waits for the same request that is already under way instead of refusing', async () => {
    const { road } = tools({ confirm: refuse('request_in_progress'), byKey: async () => redeemed })
    expect((await sendOnce(road, wish)).kind).toBe('done')
  })

  it('begins anew with a try that the server still does not know after ten minutes', async () => {
    const { road, sent, answers, clock } = tools({ confirm: never })
    await sendOnce(road, wish)
    answers.confirm = async () => redeemed
    clock.ms += 11 * 60_000
    await sendOnce(road, { ...wish, points: 900 })
    expect(sent.map(({ points }) => points)).toEqual([300, 900])
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2)
  })

  it('holds on to an old try while nobody can say what became of it', async () => {
    const { road, sent, answers, clock } = tools({ confirm: never, byKey: never })
    await sendOnce(road, wish)
    answers.confirm = async () => redeemed
    clock.ms += 11 * 60_000
    await sendOnce(road, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  })

  it('sends what a tier gives to its own address, with the month that was seen', async () => {
    const { road, sent, chosen, storage } = tools()
    const choice = { benefitId: 'VIDEO-MONTH', points: 0, month: '2026-11' }
    expect((await sendOnce(road, choice)).kind).toBe('done')
    expect(sent).toEqual([])
    const key = 'key-1-0123456789'
    const stored = { ...choice, key, sentAt: '2026-11-22T04:00:00.000Z' }
    expect(chosen).toEqual([{ benefitId: 'VIDEO-MONTH', month: '2026-11', key, stored }])
    expect(openRedemptions(storage)).toEqual([])
  })

  it('keeps a choice without an answer apart from redeeming the same benefit for points', async () => {
    const { road, sent, asked, chosen, storage } = tools({ choose: never })
    await sendOnce(road, { benefitId: 'VIDEO-MONTH', points: 0, month: '2026-11' })
    await sendOnce(road, wish)
    expect([asked.length, sent.length, chosen.length]).toEqual([3, 1, 1])
    expect(openRedemptions(storage)).toMatchObject([{ month: '2026-11' }])
  })

  it('sends the same key again with the proof that the server asks for, and stores no proof', async () => {
    const { road, bodies, sent, asked, answers, storage } = tools({ confirm: refuse('step_up_required') })
    const refused = await sendOnce(road, wish)
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'step_up_required' } })
    giveUp(road, wish)
    answers.confirm = async () => redeemed
    const carrying = proven(
      under(road, () => 'key-1-0123456789'),
      'a-token',
    )
    expect(await sendOnce(carrying, wish)).toEqual({ kind: 'done', reply: redeemed })
    expect(asked).toEqual([])
    expect(sent.map(({ key }) => key)).toEqual(['key-1-0123456789', 'key-1-0123456789'])
    expect(bodies).toEqual([wish, { ...wish, stepUp: 'a-token' }])
    expect(JSON.stringify(sent.at(-1)?.stored)).not.toContain('a-token')
    expect(openRedemptions(storage)).toEqual([])
  })

  it('goes on under the key of a password that was sent, when somebody left and comes back', async () => {
    const { road, sent, answers, storage } = tools({ confirm: refuse('step_up_required') })
    await sendOnce(road, wish)
    giveUp(road, wish)
    expect(openRedemptions(storage)).toEqual([])
    answers.confirm = async () => redeemed
    const kept = ['key-1-0123456789']
    const again = under(road, () => kept.pop())
    await sendOnce(again, wish)
    await sendOnce(again, wish)
    expect(sent.map(({ key }) => key)).toEqual(['key-1-0123456789', 'key-1-0123456789', 'key-2-0123456789'])
  })

  it('keeps the attempts of two benefits apart', async () => {
    const { road, storage } = tools({ confirm: never })
    await sendOnce(road, wish)
    await sendOnce(road, { benefitId: 'MUSIC-MONTH', points: 100 })
    expect(openRedemptions(storage).map(({ benefitId }) => benefitId)).toEqual(['VIDEO-MONTH', 'MUSIC-MONTH'])
  })
})

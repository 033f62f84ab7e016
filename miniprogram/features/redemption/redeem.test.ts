import type { Redemption } from '../../../shared/contract/redemption'
import { memoryStorage } from '../../wechat/memoryStorage'
import { Refusal, Unanswered } from '../../wechat/refusal'
import { openAttempt, openAttempts, type RedeemTools, redeem } from './redeem'

const wish = { benefitId: 'VIDEO-MONTH', points: 300 }
const redeemed = { id: 'R1', benefitId: 'VIDEO-MONTH', points: 300, state: 'delivered' } as Redemption

const start = Date.parse('2026-11-22T04:00:00.000Z')

function tools(over: Partial<RedeemTools['redemption'] & { choose: () => Promise<Redemption> }> = {}) {
  const storage = memoryStorage()
  let made = 0
  const clock = { ms: start }
  const sent: { key: string; points: number; stored: unknown }[] = []
  const asked: string[] = []
  const chosen: object[] = []
  const answers = {
    confirm: async () => redeemed,
    byKey: async () => {
      throw new Refusal('not_found')
    },
    choose: async () => redeemed,
    ...over,
  } as { -readonly [Call in keyof RedeemTools['redemption']]: RedeemTools['redemption'][Call] } & {
    choose: () => Promise<Redemption>
  }
  const wired: RedeemTools = {
    storage,
    newKey: () => `key-${++made}-0123456789`,
    now: () => new Date(clock.ms),
    wait: async () => {},
    entitlements: {
      choose: async ({ params, body, key }) => {
        chosen.push({ ...params, ...body, key, stored: openAttempt(storage, { ...params, ...body }) })
        return answers.choose()
      },
    },
    redemption: {
      confirm: (call) => {
        sent.push({ key: call.key, points: call.body.points, stored: openAttempt(storage, call.body) })
        return answers.confirm(call)
      },
      byKey: (call) => {
        asked.push(call.params.key)
        return answers.byKey(call)
      },
    },
  }
  return { wired, storage, sent, asked, chosen, answers, clock }
}

const never = async () => {
  throw new Unanswered('timeout')
}
const refuse = (code: Refusal['code']) => async () => {
  throw new Refusal(code)
}

describe('redeeming', () => {
  it('stores the key before it sends, and forgets it once the answer is there', async () => {
    const { wired, sent, storage } = tools()
    expect(await redeem(wired, wish)).toEqual({ kind: 'done', reply: redeemed })
    expect(sent).toEqual([
      {
        key: 'key-1-0123456789',
        points: 300,
        stored: { ...wish, key: 'key-1-0123456789', sentAt: '2026-11-22T04:00:00.000Z' },
      },
    ])
    expect(openAttempts(storage)).toEqual([])
  })

  it('asks for the state under the same key when no answer came, and does not send again', async () => {
    const { wired, sent, asked } = tools({ confirm: never, byKey: async () => redeemed })
    expect(await redeem(wired, wish)).toEqual({ kind: 'done', reply: redeemed })
    expect(sent).toHaveLength(1)
    expect(asked).toEqual(['key-1-0123456789'])
  })

  it('keeps the key while the end is unknown, and the next try uses it again', async () => {
    const { wired, sent, asked, answers, storage } = tools({ confirm: never })
    expect(await redeem(wired, wish)).toEqual({ kind: 'unsettled' })
    expect(asked).toHaveLength(3)
    answers.confirm = async () => redeemed
    await redeem(wired, { ...wish, points: 900 })
    expect(sent.map(({ key, points }) => [key, points])).toEqual([
      ['key-1-0123456789', 300],
      ['key-1-0123456789', 300],
    ])
    expect(openAttempts(storage)).toEqual([])
  })

  it('sends nothing when the earlier try turns out to have been done', async () => {
    const { wired, sent, answers } = tools({ confirm: never })
    await redeem(wired, wish)
    answers.byKey = async () => redeemed
    expect((await redeem(wired, wish)).kind).toBe('done')
    expect(sent).toHaveLength(1)
  })

  it('tells a refusal and begins the next try with a new key', async () => {
    const { wired, sent, answers } = tools({ confirm: refuse('sold_out') })
    expect(await redeem(wired, wish)).toMatchObject({ kind: 'refused', refusal: { code: 'sold_out' } })
    answers.confirm = async () => redeemed
    await redeem(wired, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2)
  })

  it.each(['busy_try_later', 'too_many_requests'] as const)('keeps the key after %s', async (code) => {
    const { wired, sent, answers } = tools({ confirm: refuse(code) })
    expect((await redeem(wired, wish)).kind).toBe('refused')
    answers.confirm = async () => redeemed
    await redeem(wired, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  })

  it('waits for the same request that is already under way instead of refusing', async () => {
    const { wired } = tools({ confirm: refuse('request_in_progress'), byKey: async () => redeemed })
    expect((await redeem(wired, wish)).kind).toBe('done')
  })

  it('begins anew with a try that the server still does not know after ten minutes', async () => {
    const { wired, sent, answers, clock } = tools({ confirm: never })
    await redeem(wired, wish)
    answers.confirm = async () => redeemed
    clock.ms += 11 * 60_000
    await redeem(wired, { ...wish, points: 900 })
    expect(sent.map(({ points }) => points)).toEqual([300, 900])
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2)
  })

  it('holds on to an old try while nobody can say what became of it', async () => {
    const { wired, sent, answers, clock } = tools({ confirm: never, byKey: never })
    await redeem(wired, wish)
    answers.confirm = async () => redeemed
    clock.ms += 11 * 60_000
    await redeem(wired, wish)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  })

  it('sends what a tier gives to its own address, with the month that was seen', async () => {
    const { wired, sent, chosen, storage } = tools()
    const choice = { benefitId: 'VIDEO-MONTH', points: 0, month: '2026-11' }
    expect((await redeem(wired, choice)).kind).toBe('done')
    expect(sent).toEqual([])
    const key = 'key-1-0123456789'
    const stored = { ...choice, key, sentAt: '2026-11-22T04:00:00.000Z' }
    expect(chosen).toEqual([{ benefitId: 'VIDEO-MONTH', month: '2026-11', key, stored }])
    expect(openAttempts(storage)).toEqual([])
  })

  it('keeps a choice without an answer apart from redeeming the same benefit for points', async () => {
    const { wired, sent, asked, chosen, storage } = tools({ choose: never })
    await redeem(wired, { benefitId: 'VIDEO-MONTH', points: 0, month: '2026-11' })
    await redeem(wired, wish)
    expect([asked.length, sent.length, chosen.length]).toEqual([3, 1, 1])
    expect(openAttempts(storage)).toMatchObject([{ month: '2026-11' }])
  })

  it('keeps the attempts of two benefits apart', async () => {
    const { wired, storage } = tools({ confirm: never })
    await redeem(wired, wish)
    await redeem(wired, { benefitId: 'MUSIC-MONTH', points: 100 })
    expect(openAttempts(storage).map(({ benefitId }) => benefitId)).toEqual(['VIDEO-MONTH', 'MUSIC-MONTH'])
  })
})

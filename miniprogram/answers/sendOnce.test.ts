import { memoryStorage } from '../wechat/memoryStorage'
import { Refusal, Unanswered } from '../wechat/refusal'
import { askAgain, giveUp, openAttempt, type Road, sendOnce } from './sendOnce'

interface Wish {
  thing: string
}

const wish = { thing: 'tea' }

function paved({ send, ask }: { send?: () => Promise<string>; ask?: () => Promise<string | undefined> } = {}) {
  let made = 0
  const steps: string[] = []
  const clock = { ms: Date.parse('2026-11-22T04:00:00.000Z') }
  const server = { send: send ?? (async () => 'a cup'), ask: ask ?? (async () => undefined) }
  const road: Road<Wish, string> = {
    tools: {
      storage: memoryStorage(),
      newKey: () => `key-${++made}`,
      now: () => new Date(clock.ms),
      wait: async (ms) => {
        steps.push(`wait ${ms}`)
      },
    },
    nameOf: ({ thing }) => `wish:${thing}`,
    send: ({ thing, key }) => {
      steps.push(`send ${key}, stored ${openAttempt(road, { thing })?.key}`)
      return server.send()
    },
    ask: ({ key }) => {
      steps.push(`ask ${key}`)
      return server.ask()
    },
  }
  return { road, steps, clock, server }
}

const never = async () => {
  throw new Unanswered('timeout')
}
const refuse = (code: Refusal['code']) => async () => {
  throw new Refusal(code)
}

describe('sending once', () => {
  it('has the key stored when it sends, and forgets it with the answer', async () => {
    const { road, steps } = paved()
    expect(await sendOnce(road, wish)).toEqual({ kind: 'done', reply: 'a cup' })
    expect(steps).toEqual(['send key-1, stored key-1'])
    expect(road.tools.storage.names()).toEqual([])
  })

  it('asks three times after a time-out, and never sends a second time', async () => {
    const { road, steps } = paved({ send: never })
    expect(await sendOnce(road, wish)).toEqual({ kind: 'unsettled' })
    const asked = ['wait 800', 'ask key-1', 'wait 2000', 'ask key-1', 'wait 4000', 'ask key-1']
    expect(steps).toEqual(['send key-1, stored key-1', ...asked])
    expect(openAttempt(road, wish)).toEqual({ ...wish, key: 'key-1', sentAt: '2026-11-22T04:00:00.000Z' })
  })

  it('asks first when it is wished again, and sends only what is not known', async () => {
    const { road, steps, server } = paved({ send: never })
    await sendOnce(road, wish)
    server.ask = async () => 'a cup'
    steps.splice(0)
    expect(await sendOnce(road, wish)).toEqual({ kind: 'done', reply: 'a cup' })
    expect(steps).toEqual(['wait 0', 'ask key-1'])
  })

  it('takes a new key only when the server does not know the old one after ten minutes', async () => {
    const { road, steps, clock } = paved({ send: never })
    await sendOnce(road, wish)
    clock.ms += 10 * 60_000
    await sendOnce(road, wish)
    clock.ms += 10 * 60_000 + 1
    await sendOnce(road, wish)
    expect(steps.filter((step) => step.startsWith('send')).map((step) => step.split(',')[0])).toEqual([
      'send key-1',
      'send key-1',
      'send key-2',
    ])
  })

  it('keeps the key of an old try while asking is refused or gets no answer', async () => {
    const { road, clock, server } = paved({ send: never })
    await sendOnce(road, wish)
    clock.ms += 60 * 60_000
    for (const ask of [never, refuse('too_many_requests')]) {
      server.ask = ask
      expect(await askAgain(road, wish)).toEqual({ kind: 'unsettled' })
      expect(openAttempt(road, wish)?.key).toBe('key-1')
    }
  })

  it.each([
    ['sold_out', undefined],
    ['busy_try_later', 'key-1'],
    ['outside_unsure', 'key-1'],
    ['step_up_required', 'key-1'],
  ] as const)('tells the refusal %s, with %s as the key that is left', async (code, key) => {
    const { road } = paved({ send: refuse(code) })
    expect(await sendOnce(road, wish)).toMatchObject({ kind: 'refused', refusal: { code } })
    expect(openAttempt(road, wish)?.key).toBe(key)
  })

  it('lets a bug through, and the key stays', async () => {
    const { road } = paved({
      send: async () => {
        throw new TypeError('a bug')
      },
    })
    await expect(sendOnce(road, wish)).rejects.toThrow('a bug')
    expect(openAttempt(road, wish)?.key).toBe('key-1')
  })
})

test('what is given up is another one the next time', async () => {
  const { road, steps, server } = paved({ send: refuse('step_up_required') })
  await sendOnce(road, wish)
  giveUp(road, wish)
  server.send = async () => 'a cup'
  await sendOnce(road, wish)
  expect(steps).toEqual(['send key-1, stored key-1', 'send key-2, stored key-2'])
})

describe('asking again', () => {
  it('asks and does not send', async () => {
    const { road, steps, server } = paved({ send: never })
    await sendOnce(road, wish)
    server.ask = async () => 'a cup'
    steps.splice(0)
    expect(await askAgain(road, wish)).toEqual({ kind: 'done', reply: 'a cup' })
    expect(steps).toEqual(['wait 800', 'ask key-1'])
  })

  it('has nothing to ask for when there is no open attempt', async () => {
    const { road, steps } = paved()
    expect(await askAgain(road, wish)).toEqual({ kind: 'unsettled' })
    expect(steps).toEqual([])
  })
})

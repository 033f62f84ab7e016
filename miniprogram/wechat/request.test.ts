import type { Answer, Carry, Letter } from './carry'
import { Abandoned, Refusal, Unanswered } from './refusal'
import { createSend, type RequestTools } from './request'
import { createVisits } from './visits'

const ok = (body: unknown): Answer => ({ status: 200, text: JSON.stringify(body) })
const refused = (status: number, code: string, retryAfterSeconds?: number): Answer => ({
  status,
  text: JSON.stringify({ code }),
  retryAfterSeconds,
})

type Scripted = Answer | 'hang' | 'lost'

/** A server that gives the scripted answers in turn, and the last one for ever. */
function scripted(answers: Scripted[], session?: RequestTools['session']) {
  const letters: Letter[] = []
  const aborted: string[] = []
  const waits: number[] = []
  const carry: Carry = (letter) => {
    letters.push(letter)
    const next = answers.length > 1 ? answers.shift() : answers[0]
    return { answer: journey(next as Scripted), abort: () => aborted.push(letter.url) }
  }
  // Only a request that hangs lets its time limit come; pauses pass at once.
  const wait = (ms: number) => {
    waits.push(ms)
    return new Promise<void>((resolve) => setTimeout(resolve, ms / 1_000))
  }
  const visits = createVisits(() => 'page')
  const outdated = jest.fn()
  const tools = {
    baseUrl: 'https://bank.example',
    version: '1.2.0',
    carry,
    wait,
    session: session ?? fixedSession(),
    here: visits.here,
    onOutdated: outdated,
  }
  return { send: createSend(tools), letters, aborted, waits, outdated, leave: () => visits.leave('page') }
}

function journey(answer: Scripted): Promise<Answer> {
  if (answer === 'hang') return new Promise(() => {})
  return answer === 'lost' ? Promise.reject(new Error('no route')) : Promise.resolve(answer)
}

function fixedSession(token?: string): RequestTools['session'] {
  return { token: async () => token, renew: async () => undefined }
}

const get = { method: 'GET', path: '/api/home' } as const
const post = { method: 'POST', path: '/api/redemptions', body: { points: 1 }, idempotencyKey: 'key' } as const

describe('a request', () => {
  it('carries the token, the body and the idempotency key', async () => {
    const { send, letters } = scripted([ok({ done: true })], fixedSession('secret'))
    expect(await send(post)).toEqual({ done: true })
    expect(letters).toEqual([
      {
        method: 'POST',
        url: 'https://bank.example/api/redemptions',
        headers: {
          Accept: 'application/json',
          'X-Kaquan-Client': '1.2.0',
          Authorization: 'Bearer secret',
          'Content-Type': 'application/json',
          'Idempotency-Key': 'key',
        },
        body: '{"points":1}',
      },
    ])
  })

  it.each(['lost', 'hang', { status: 502, text: '<html>' }, { status: 200, text: '{"cut' }] as Scripted[])(
    'is tried three times in all when it only reads and meets %j',
    async (trouble) => {
      const { send, letters } = scripted([trouble])
      await expect(send(get)).rejects.toBeInstanceOf(Unanswered)
      expect(letters).toHaveLength(3)
    },
  )

  it('is answered when the second try gets through', async () => {
    const { send } = scripted(['lost', ok({ hello: 1 })])
    expect(await send(get)).toEqual({ hello: 1 })
  })

  it.each(['lost', 'hang', { status: 500, text: '{"code":"internal_error"}' }] as Scripted[])(
    'is sent once when it changes something and meets %j',
    async (trouble) => {
      const { send, letters } = scripted([trouble])
      await expect(send(post)).rejects.toBeInstanceOf(Unanswered)
      expect(letters).toHaveLength(1)
    },
  )

  it('ends after 8 s when it reads and 15 s when it writes, and gives the connection back', async () => {
    const reading = scripted(['hang'])
    await expect(reading.send(get)).rejects.toMatchObject({ cause: 'timeout' })
    expect(reading.waits).toEqual([8_000, 400, 8_000, 1_200, 8_000])
    expect(reading.aborted).toHaveLength(3)
    const writing = scripted(['hang'])
    await expect(writing.send(post)).rejects.toMatchObject({ cause: 'timeout' })
    expect(writing.waits).toEqual([15_000])
  })

  it('tells a refusal by its code and the time to wait, and does not try again', async () => {
    const { send, letters } = scripted([refused(429, 'too_many_requests', 30)])
    await expect(send(get)).rejects.toEqual(new Refusal('too_many_requests', 30))
    expect(letters).toHaveLength(1)
  })
})

describe('a page that is left', () => {
  it('gives up what it reads, and does not try again', async () => {
    const { send, letters, aborted, leave } = scripted(['hang'])
    const reading = send(get)
    await Promise.resolve()
    leave()
    await expect(reading).rejects.toBeInstanceOf(Abandoned)
    expect([letters.length, aborted.length]).toEqual([1, 1])
  })

  it('gives up what waits for its next try, too', async () => {
    const { send, letters, leave } = scripted(['lost'])
    const reading = send(get)
    setTimeout(leave, 0)
    await expect(reading).rejects.toBeInstanceOf(Abandoned)
    expect(letters).toHaveLength(1)
  })

  it('does not touch what changes something', async () => {
    const { send, aborted, leave } = scripted([ok({ done: true })])
    const writing = send(post)
    leave()
    expect(await writing).toEqual({ done: true })
    expect(aborted).toEqual([])
  })
})

test('a mini-program that is too old is told so once for every request, and not sent again', async () => {
  const { send, letters, outdated } = scripted([refused(426, 'client_outdated')])
  await expect(send(get)).rejects.toMatchObject({ code: 'client_outdated' })
  expect([letters.length, outdated.mock.calls.length]).toEqual([1, 1])
})

describe('a login that has ended', () => {
  it('is renewed once for all requests that meet it, and each is sent again', async () => {
    let current = 'old'
    let logins = 0
    let underWay: Promise<string> | undefined
    const session: RequestTools['session'] = {
      token: async () => current,
      renew: async (ended) => {
        if (current !== ended) return current
        underWay ??= Promise.resolve().then(() => {
          logins++
          current = 'new'
          return current
        })
        return underWay
      },
    }
    const carry: Carry = ({ headers }) => ({
      answer: Promise.resolve(headers.Authorization === 'Bearer new' ? ok('in') : refused(401, 'session_ended')),
      abort: () => {},
    })
    const wait = () => new Promise<void>(() => {})
    const here = createVisits(() => '').here
    const send = createSend({ baseUrl: '', version: '1.2.0', carry, session, wait, here, onOutdated: () => {} })
    expect(await Promise.all([send(get), send(post), send(get)])).toEqual(['in', 'in', 'in'])
    expect(logins).toBe(1)
  })

  it('is told when it cannot be renewed', async () => {
    const { send, letters } = scripted([refused(401, 'session_ended')], fixedSession('old'))
    await expect(send(get)).rejects.toMatchObject({ code: 'session_ended' })
    expect(letters).toHaveLength(1)
  })

  it('is not renewed for other refusals with the same status', async () => {
    const session = { token: async () => 'old', renew: jest.fn() }
    const { send } = scripted([refused(401, 'wechat_code_invalid')], session)
    await expect(send(post)).rejects.toMatchObject({ code: 'wechat_code_invalid' })
    expect(session.renew).not.toHaveBeenCalled()
  })
})

import { memoryStorage } from '../wechat/memoryStorage'
import { Refusal } from '../wechat/refusal'
import { createSessionKeeper } from './sessionKeeper'

function keeper(logIn: (validity: string) => Promise<string>, { beginsByItself = true } = {}) {
  const storage = memoryStorage()
  const logins: string[] = []
  const session = createSessionKeeper({
    storage,
    logIn: (validity, agreed) => {
      logins.push(agreed === undefined ? validity : `${validity}, agreed to ${agreed}`)
      return logIn(validity)
    },
    beginsByItself,
  })
  return { session, storage, logins }
}

function numbered() {
  let count = 0
  return async () => `token-${++count}`
}

const disagreed = async () => {
  throw new Refusal('consent_required')
}

describe('the session', () => {
  it('does not begin before the person has agreed and asked for it', async () => {
    const { session, logins } = keeper(numbered(), { beginsByItself: false })
    expect(session.signedOut()).toBe(true)
    expect(await session.token()).toBeUndefined()
    expect(await session.renew(undefined)).toBeUndefined()
    expect(logins).toEqual([])
    await session.signIn('day', '2026-11')
    expect(session.signedOut()).toBe(false)
    expect(await session.token()).toBe('token-1')
    expect(await session.renew('token-1')).toBe('token-2')
    expect(logins).toEqual(['day, agreed to 2026-11', 'day'])
  })

  it('ends when there is a new text to agree to, and does not ask again and again', async () => {
    const { session, logins } = keeper(disagreed)
    expect(await session.token()).toBeUndefined()
    expect(await session.token()).toBeUndefined()
    expect(session.signedOut()).toBe(true)
    expect(logins).toEqual(['month'])
  })

  it('keeps the login that there is when another one fails', async () => {
    const logIns = [async () => 'token', disagreed]
    const { session } = keeper(() => (logIns.shift() ?? disagreed)())
    await session.token()
    await expect(session.signIn('day')).rejects.toThrow('consent_required')
    expect(await session.token()).toBe('token')
  })

  it('begins with one silent login, however many ask at once', async () => {
    const { session, logins } = keeper(numbered())
    expect(await Promise.all([session.token(), session.token(), session.token()])).toEqual(Array(3).fill('token-1'))
    expect(logins).toEqual(['month'])
  })

  it('is renewed once for many who met its end, and not at all for those who come late', async () => {
    const { session, logins } = keeper(numbered())
    const first = await session.token()
    expect(await Promise.all([session.renew(first), session.renew(first)])).toEqual(['token-2', 'token-2'])
    expect(await session.renew(first)).toBe('token-2')
    expect(logins).toHaveLength(2)
  })

  it('lets everything public be read when WeChat does not answer', async () => {
    const { session } = keeper(async () => {
      throw new Error('no answer')
    })
    expect(await session.token()).toBeUndefined()
  })

  it('tries again after a login that failed', async () => {
    let tries = 0
    const { session } = keeper(async () => {
      if (++tries === 1) throw new Error('no answer')
      return 'token'
    })
    await session.token()
    expect(await session.token()).toBe('token')
  })

  it('stays ended after a logout until the person logs in, with the validity chosen then', async () => {
    const { session, logins } = keeper(numbered())
    const token = await session.token()
    session.signOut()
    expect(await session.token()).toBeUndefined()
    expect(await session.renew(token)).toBeUndefined()
    expect(session.signedOut()).toBe(true)
    await session.signIn('day')
    expect(session.signedOut()).toBe(false)
    expect(await session.token()).toBe('token-2')
    await session.renew('token-2')
    expect(logins).toEqual(['month', 'day', 'day'])
  })

  it('forgets what was kept for reading offline when logged out', async () => {
    const { session, storage } = keeper(numbered())
    await session.token()
    storage.write('kept:home', { points: 1 })
    session.signOut()
    expect(storage.names()).toEqual(['signed-out'])
  })
})

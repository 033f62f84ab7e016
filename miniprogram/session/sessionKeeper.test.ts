import { memoryStorage } from '../wechat/memoryStorage'
import { createSessionKeeper } from './sessionKeeper'

function keeper(logIn: (validity: string) => Promise<string>) {
  const storage = memoryStorage()
  const logins: string[] = []
  const session = createSessionKeeper({
    storage,
    logIn: (validity) => {
      logins.push(validity)
      return logIn(validity)
    },
  })
  return { session, storage, logins }
}

function numbered() {
  let count = 0
  return async () => `token-${++count}`
}

describe('the session', () => {
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

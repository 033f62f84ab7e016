import type { KeptSession } from '../../session/sessionKeeper'
import { type Home, loadHome } from './loadHome'

function played({ token, levels, renewed }: { token?: string; levels: Home['level'][]; renewed?: string }) {
  const asked: string[] = []
  const server = {
    home: {
      home: async () => {
        asked.push('home')
        return { level: levels.length > 1 ? levels.shift() : levels[0] } as Home
      },
    },
  }
  const session = {
    token: async () => token,
    renew: async () => {
      asked.push('renew')
      return renewed
    },
  }
  return { asked, load: () => loadHome(server as never, session as never as KeptSession) }
}

describe('the first screen', () => {
  it('takes one request', async () => {
    const { asked, load } = played({ token: 'token', levels: ['cardholder'] })
    await load()
    expect(asked).toEqual(['home'])
  })

  it('renews a login that has ended without being refused, and asks again', async () => {
    const { asked, load } = played({ token: 'old', levels: [null, 'cardholder'], renewed: 'new' })
    expect((await load()).level).toBe('cardholder')
    expect(asked).toEqual(['home', 'renew', 'home'])
  })

  it('does not ask in circles when the login cannot be renewed', async () => {
    const { asked, load } = played({ token: 'old', levels: [null] })
    expect((await load()).level).toBeNull()
    expect(asked).toEqual(['home', 'renew'])
  })

  it('shows a stranger what is public', async () => {
    const { asked, load } = played({ levels: [null] })
    await load()
    expect(asked).toEqual(['home'])
  })
})

import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { KeptSession } from '../../session/sessionKeeper'

export type Home = Awaited<ReturnType<Client<Api>['home']['home']>>

/**
 * The first screen in one request. It is public, so a login that has ended is not refused but answered as to a
 * stranger; someone who has not logged out is then logged in anew and asks again.
 */
export async function loadHome(server: Pick<Client<Api>, 'home'>, session: KeptSession): Promise<Home> {
  const token = await session.token()
  const home = await server.home.home()
  if (home.level !== null || token === undefined) return home
  const renewed = await session.renew(token).catch(() => undefined)
  return renewed === undefined ? home : server.home.home()
}

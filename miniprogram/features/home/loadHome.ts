import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { Level } from '../../../shared/contract/identity'
import type { KeptSession } from '../../session/sessionKeeper'

export type Home = Awaited<ReturnType<Client<Api>['home']['home']>>

/** The first screen in one request. */
export function loadHome(server: Pick<Client<Api>, 'home'>, session: KeptSession): Promise<Home> {
  return askAsMyself(() => server.home.home(), session)
}

/**
 * Asks for what is public and tells more to those who are logged in. A login that has ended is not refused there but
 * answered as to a stranger; someone who has not logged out is then logged in anew and asks again.
 */
export async function askAsMyself<T extends { level: Level | null }>(
  ask: () => Promise<T>,
  session: KeptSession,
): Promise<T> {
  const token = await session.token()
  const answer = await ask()
  if (answer.level !== null || token === undefined) return answer
  const renewed = await session.renew(token).catch(() => undefined)
  return renewed === undefined ? answer : ask()
}

import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { Ladder } from '../../../shared/contract/entitlements'
import type { KeptSession } from '../../session/sessionKeeper'
import { askAsMyself } from '../home/loadHome'

/** All tiers and where I stand, in one request. */
export function loadLadder(server: Pick<Client<Api>, 'entitlements'>, session: KeptSession): Promise<Ladder> {
  return askAsMyself(() => server.entitlements.ladder(), session)
}

import type { Lane, RegionKind } from '../../../shared/contract/riskRules'
import { batcher } from '../../db/batcher'
import type { Database } from '../../db/database'
import { refuseWhenFull } from '../../http/busy'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import { boundSince } from '../cards'
import { insertDecisions, type NewDecision } from './decisions.store'
import { judge, type Observe } from './lanes'

interface BindingDeps {
  database: Database
  surroundings: Surroundings
  observe: Observe
}

/**
 * Decides on the lane of who wants to bind a card, before the bank is asked, and keeps the decision. Those that come together
 * are kept together: an attack must not write a transaction for each of its attempts.
 * @throws Refused busy_try_later when too many wait to be kept
 */
export function laneAtBinding({ database, surroundings, observe }: BindingDeps): (attempt: {
  session: Session
  address: string
  card: string
}) => Promise<{
  lane: Lane
  regionKind: RegionKind
}> {
  const keeping = batcher<NewDecision, void>({
    lanes: 1,
    most: 200,
    queueLimit: 2_000,
    async together(decisions) {
      await database.inTransaction((tx) => insertDecisions(tx, decisions))
      return decisions.map(() => undefined)
    },
  })
  return async (attempt) => {
    const observed = await observe({ point: 'bind_card', ...attempt })
    if (!observed) return { lane: 'normal', regionKind: 'unknown' }
    const since = await boundSince(database.reader, attempt.session.cardholderId)
    const now = surroundings.now()
    const { lane, decision: decided } = judge(observed, { boundSince: since, points: 0, now })
    refuseWhenFull(keeping)
    await keeping.submit({ id: surroundings.newId(), hasRedemption: false, decided })
    return { lane, regionKind: observed.facts.regionKind }
  }
}

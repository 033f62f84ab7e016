import type { Tx } from '../../db/database'
import { type Fact, factOf } from './fact'
import type { FollowedHolder } from './followedHolder'
import { type Head, headOf, mayStandAlone } from './head.rules'
import { writeHeads } from './heads.store'
import { keepMatches } from './matches.store'
import type { Followed, PostingRound } from './posting'
import { rulingsOf } from './refundRulings.store'
import { factsOfCardholders } from './spend.store'
import { statementOf } from './statement.rules'

/**
 * Brings everything that follows from new facts up to date. Most new facts are purchases that touch nothing that was
 * posted before: for them nothing is read. Only the cardholders for whom a new fact may change what an earlier one earned
 * are judged from all of their facts.
 */
export async function followFacts(
  tx: Tx,
  holders: readonly FollowedHolder[],
  { round, decidedAt }: { round: PostingRound; decidedAt: Date },
): Promise<{ points: number; unmatched: number }> {
  const fresh = new Map(holders.map(({ who, fresh }) => [who.cardholderId, fresh.map(freshFact)]))
  const factsOf = ({ who }: FollowedHolder) => fresh.get(who.cardholderId) ?? []
  const candidates = holders.filter((holder) => holder.head && mayStandAlone(factsOf(holder), holder.head))
  const alone = await round.standAlone(candidates.map((holder) => ({ who: holder.who, purchases: factsOf(holder) })))
  const known = holders.filter(({ who, head }) => head && !alone.has(who.cardholderId))
  const knownIds = known.map(({ who }) => who.cardholderId)
  const whole = await factsOfCardholders(tx, knownIds)
  const rulings = await rulingsOf(tx, knownIds)
  const followed = holders.map((holder): Followed & { head: Head } => {
    const { who, head } = holder
    const facts = whole.get(who.cardholderId) ?? factsOf(holder)
    const isAlone = alone.has(who.cardholderId)
    const statement = statementOf(facts, rulings.get(who.cardholderId))
    return { who, statement, isAlone, isNew: head === null, head: headOf(facts) }
  })
  const judged = followed.filter(({ isAlone }) => !isAlone)
  await keepMatches(tx, judged, decidedAt)
  const { points } = await round.post(followed)
  await writeHeads(tx, judged)
  const unmatched = judged.flatMap(({ who, statement: { matches } }) => {
    return (fresh.get(who.cardholderId) ?? []).filter((fact) => matches.get(fact.transactionId) === null)
  })
  return { points, unmatched: unmatched.length }
}

function freshFact({ cardId, event }: FollowedHolder['fresh'][number]): Fact {
  return factOf(event, cardId)
}

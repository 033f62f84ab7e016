import type { Tx } from '../../db/database'
import { inSlices } from '../../db/statements'
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
  following: { round: PostingRound; decidedAt: Date },
): Promise<{ points: number; unmatched: number }> {
  const candidates = holders.filter(({ head, fresh }) => head && mayStandAlone(fresh.map(factOf), head))
  const alone = await following.round.standAlone(
    candidates.map(({ who, fresh }) => ({ who, purchases: fresh.map(factOf) })),
  )
  const isQuick = ({ who, head }: FollowedHolder) => head === null || alone.has(who.cardholderId)
  const sum = await followGroup(tx, holders.filter(isQuick), { ...following, alone })
  // All facts of a few at a time, so that memory stays flat however long their histories are.
  for (const group of inSlices(
    holders.filter((holder) => !isQuick(holder)),
    judgedAtOnce,
  )) {
    const { points, unmatched } = await followGroup(tx, group, { ...following, alone })
    sum.points += points
    sum.unmatched += unmatched
  }
  return sum
}

const judgedAtOnce = 100

const factOf = ({ fact }: FollowedHolder['fresh'][number]) => fact

async function followGroup(
  tx: Tx,
  holders: readonly FollowedHolder[],
  { round, decidedAt, alone }: { round: PostingRound; decidedAt: Date; alone: ReadonlySet<string> },
): Promise<{ points: number; unmatched: number }> {
  if (holders.length === 0) return { points: 0, unmatched: 0 }
  const fresh = new Map(holders.map(({ who, fresh }) => [who.cardholderId, fresh.map(factOf)]))
  const factsOf = ({ who }: FollowedHolder) => fresh.get(who.cardholderId) ?? []
  const known = holders.filter(({ who, head }) => head && !alone.has(who.cardholderId))
  const knownIds = known.map(({ who }) => who.cardholderId)
  const whole = await factsOfCardholders(tx, knownIds)
  const rulings = await rulingsOf(tx, knownIds)
  const followed = holders.map((holder): Followed & { head: Head } => {
    const { who, head } = holder
    const facts = whole.get(who.cardholderId) ?? factsOf(holder)
    const isAlone = alone.has(who.cardholderId)
    const statement = statementOf(facts, rulings.get(who.cardholderId))
    return { who, statement, isAlone, isNew: head === null, head: isAlone && head ? head : headOf(facts) }
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

import type { BankEvent } from '../../../shared/contract/spend'
import type { Tx } from '../../db/database'
import { type Owners, ownersOf } from '../cards'
import type { Posting } from './posting'
import { rulingsOf } from './refundRulings.store'
import { type Share, shareOut } from './shareOut'
import { factsOfCardholder, insertFacts, insertWaiting, keepMatches, knownFacts, type Owner } from './spend.store'
import { statementOf } from './statement.rules'

export interface Recorded {
  /** New facts of bound cards. */
  taken: number
  /** Facts known already. */
  repeated: number
  /** New facts of cards that nobody has bound. */
  waiting: number
  /** Points added by them, refunds taken off. */
  points: number
  /** Facts known already, but with another amount or type: the bank contradicts itself. */
  contradicted: string[]
}

export interface Recording {
  programmeId: string
  posting: Posting
  receivedAt: Date
}

/** Appends facts and posts what follows from them; repeating any of them changes nothing. */
export async function recordFacts(tx: Tx, events: readonly BankEvent[], recording: Recording): Promise<Recorded> {
  const cards = byCard(events)
  const owners = await ownersOf(tx, recording.programmeId, [...cards.keys()])
  const recorded: Recorded = { taken: 0, repeated: 0, waiting: 0, points: 0, contradicted: [] }
  const shares: Share[] = []
  for (const [cardToken, theirs] of cards) {
    const ofCard = owners.get(cardToken)
    const { fresh, contradicted } = await withoutKnown(tx, theirs, ofCard)
    recorded.contradicted.push(...contradicted)
    recorded.repeated += theirs.length - fresh.length
    const place = { programmeId: recording.programmeId, cardToken, owners: ofCard }
    shares.push(...(await shareOut(tx, fresh, place)))
  }
  for (const share of inLockOrder(shares)) await recordShare(tx, { share, recording }, recorded)
  return recorded
}

async function recordShare(
  tx: Tx,
  { share: { owner, events }, recording }: { share: Share; recording: Recording },
  recorded: Recorded,
): Promise<void> {
  if (owner === null) {
    const waiting = await insertWaiting(tx, events, recording.receivedAt)
    recorded.waiting += waiting
    recorded.repeated += events.length - waiting
    return
  }
  const who = { programmeId: recording.programmeId, ...owner }
  const { inserted, points } = await recordForCard(tx, who, { events, recording })
  recorded.taken += inserted
  recorded.repeated += events.length - inserted
  recorded.points += points
}

/** Appends facts of one card and brings everything that follows from its facts up to date. */
export async function recordForCard(
  tx: Tx,
  owner: Owner,
  { events, recording }: { events: readonly BankEvent[]; recording: Recording },
): Promise<{ inserted: number; points: number }> {
  await recording.posting.lock(tx, owner)
  const inserted = await insertFacts(tx, owner, { events, receivedAt: recording.receivedAt })
  if (inserted === 0) return { inserted, points: 0 }
  const rulings = (await rulingsOf(tx, [owner.cardholderId])).get(owner.cardholderId)
  const statement = statementOf(await factsOfCardholder(tx, owner.cardholderId), rulings)
  await keepMatches(tx, owner, { matches: statement.matches, decidedAt: recording.receivedAt })
  const { points } = await recording.posting.post(tx, owner, statement)
  return { inserted, points }
}

/** A card may have had several owners one after another; whoever of them has the fact, it is known. */
async function withoutKnown(tx: Tx, events: BankEvent[], owners: Owners | undefined) {
  const everyone = [...new Set(owners?.everOwnedBy.map((owner) => owner.cardholderId) ?? [])]
  const ids = events.map((event) => event.transaction_id)
  const known = await knownFacts(tx, everyone, ids)
  const contradicted = events.filter((event) => {
    const before = known.get(event.transaction_id)
    return before !== undefined && (before.amountFen !== event.amount_fen || before.type !== event.type)
  })
  return {
    fresh: events.filter((event) => !known.has(event.transaction_id)),
    contradicted: contradicted.map((event) => event.transaction_id),
  }
}

function byCard(events: readonly BankEvent[]): Map<string, BankEvent[]> {
  const cards = new Map<string, BankEvent[]>()
  for (const event of events) {
    const theirs = cards.get(event.card_token)
    if (theirs) theirs.push(event)
    else cards.set(event.card_token, [event])
  }
  return cards
}

/**
 * Every transaction locks cardholders in the order of their ids, so that two of them never wait for each other; what
 * waits comes last, since binding locks it after its cardholder.
 */
function inLockOrder(shares: readonly Share[]): Share[] {
  const place = ({ owner }: Share) => (owner === null ? '~' : `${owner.cardholderId} ${owner.cardId}`)
  return [...shares].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0))
}

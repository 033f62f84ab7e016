import type { BankEvent } from '../../../shared/contract/spend'
import type { Tx } from '../../db/database'
import { type Owners, ownersOf } from '../cards'
import type { Posting } from './posting'
import { factsOfCard, insertFacts, insertWaiting, keepMatches, knownFacts, type Owner } from './spend.store'
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
  for (const [token, theirs] of inLockOrder(cards, owners)) {
    await recordForToken(tx, { events: theirs, owners: owners.get(token), recording }, recorded)
  }
  return recorded
}

async function recordForToken(
  tx: Tx,
  { events, owners, recording }: { events: BankEvent[]; owners: Owners | undefined; recording: Recording },
  recorded: Recorded,
): Promise<void> {
  const { fresh, contradicted } = await withoutKnown(tx, events, owners)
  recorded.contradicted.push(...contradicted)
  recorded.repeated += events.length - fresh.length
  const { owned, unowned } = byOwner(fresh, owners)
  for (const { card, theirs } of owned) {
    const owner = { programmeId: recording.programmeId, ...card }
    const { inserted, points } = await recordForCard(tx, owner, { events: theirs, recording })
    recorded.taken += inserted
    recorded.repeated += theirs.length - inserted
    recorded.points += points
  }
  if (unowned.length > 0) {
    const waiting = await insertWaiting(tx, unowned, recording.receivedAt)
    recorded.waiting += waiting
    recorded.repeated += unowned.length - waiting
  }
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
  const statement = statementOf(await factsOfCard(tx, owner.cardholderId, owner.cardId))
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

/** Every transaction locks cardholders in the order of their ids, so that two of them never wait for each other. */
function inLockOrder(cards: Map<string, BankEvent[]>, owners: Map<string, Owners>): [string, BankEvent[]][] {
  const place = (token: string) => {
    const known = owners.get(token)
    return `${known?.current?.cardholderId ?? known?.everOwnedBy.at(-1)?.cardholderId ?? ''} ${token}`
  }
  return [...cards.entries()].sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
}

/** Purchases wait while nobody has the card; what takes points back goes to whoever had it last, bound or not. */
function byOwner(events: readonly BankEvent[], owners: Owners | undefined) {
  if (owners?.current) return { owned: [{ card: owners.current, theirs: [...events] }], unowned: [] }
  const last = owners?.everOwnedBy.at(-1)
  if (!last) return { owned: [], unowned: [...events] }
  const takesBack = events.filter((event) => event.type !== 'purchase')
  return {
    owned: takesBack.length > 0 ? [{ card: last, theirs: takesBack }] : [],
    unowned: events.filter((event) => event.type === 'purchase'),
  }
}

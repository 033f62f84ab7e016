import type { BankEvent } from '../../../shared/contract/spend'
import type { Tx } from '../../db/database'
import { ownersOf } from '../cards'
import { type Fact, factOf } from './fact'
import type { FollowedHolder } from './followedHolder'
import { followFacts } from './followFacts'
import { findHeads } from './heads.store'
import type { Posting } from './posting'
import { type Share, shareOut } from './shareOut'
import { insertFacts, insertWaiting, type KnownFact, knownFacts, knownWaiting, type Owner } from './spend.store'

/**
 * What became of one event: `taken` is a new fact of a bound card, `waiting` one of a card that nobody has bound,
 * `repeated` was known, and `contradicted` was known with another amount or type: what came first stays.
 */
export type Outcome = 'taken' | 'waiting' | 'repeated' | 'contradicted'

export interface Recorded {
  /** One for each event, in their order. */
  outcomes: Outcome[]
  /** Points added by them, refunds taken off. */
  points: number
  /** New refunds that match no purchase so far. */
  unmatched: number
}

export interface Recording {
  programmeId: string
  posting: Posting
  receivedAt: Date
}

/**
 * Appends facts of any number of cards in one transaction and brings everything that follows from them up to date, for
 * all their cardholders at once. Repeating any of them changes nothing.
 */
export async function recordFacts(tx: Tx, events: readonly BankEvent[], recording: Recording): Promise<Recorded> {
  const places = new Map<BankEvent, number>()
  const firsts = new Map<string, BankEvent>()
  const outcomes = events.map((event, at): Outcome => {
    const id = `${event.card_token} ${event.transaction_id}`
    const first = firsts.get(id)
    if (first) return outcomeOfKnown(event, { amountFen: first.amount_fen, type: first.type })
    firsts.set(id, event)
    places.set(event, at)
    return 'repeated'
  })
  const mark = (event: BankEvent, outcome: Outcome) => {
    outcomes[places.get(event) as number] = outcome
  }
  const { owned, waiting } = await sharesOf(tx, [...places.keys()], { programmeId: recording.programmeId, mark })
  const followed = await recordOwned(tx, owned, { recording, mark })
  await recordWaiting(tx, waiting, { recording, mark })
  return { outcomes, ...followed }
}

/** Appends facts of one card whose owner is known, and brings everything that follows from them up to date. */
export async function recordForCard(
  tx: Tx,
  { cardId, ...who }: Owner,
  { events, recording }: { events: readonly BankEvent[]; recording: Recording },
): Promise<{ inserted: number; points: number }> {
  let inserted = 0
  const mark = (_: BankEvent, outcome: Outcome) => {
    if (outcome === 'taken') inserted += 1
  }
  const cards = [{ cardId, events }]
  const { points } = await recordOwned(tx, new Map([[who.cardholderId, cards]]), { recording, mark })
  return { inserted, points }
}

type Mark = (event: BankEvent, outcome: Outcome) => void
type CardFacts = { cardId: string; events: readonly BankEvent[] }
/** By cardholder. */
type Owned = Map<string, CardFacts[]>

async function sharesOf(
  tx: Tx,
  events: readonly BankEvent[],
  { programmeId, mark }: { programmeId: string; mark: Mark },
): Promise<{ owned: Owned; waiting: BankEvent[] }> {
  const cards = byCard(events)
  const owners = await ownersOf(tx, programmeId, [...cards.keys()])
  const shares: Share[] = []
  for (const [cardToken, theirs] of cards) {
    const ofCard = owners.get(cardToken)
    const isPlain = !ofCard || ofCard.everOwnedBy.length === (ofCard.current ? 1 : 0)
    if (isPlain) {
      shares.push({ owner: ofCard?.current ?? null, events: theirs })
      continue
    }
    // A card may have had several owners one after another; whoever of them has the fact, it is known.
    const everyone = ofCard.everOwnedBy.map((owner): [string, string[]] => [owner.cardholderId, theirs.map(idOf)])
    const known = new Map([...(await knownFacts(tx, new Map(everyone))).values()].flatMap((facts) => [...facts]))
    const fresh = theirs.filter((event) => isNew(event, { theirs: known, mark }))
    shares.push(...(await shareOut(tx, fresh, { programmeId, cardToken, owners: ofCard })))
  }
  const owned: Owned = new Map()
  for (const { owner, events: theirs } of shares) {
    if (!owner) continue
    const cardsOf = owned.get(owner.cardholderId) ?? []
    cardsOf.push({ cardId: owner.cardId, events: theirs })
    owned.set(owner.cardholderId, cardsOf)
  }
  return { owned, waiting: shares.flatMap((share) => (share.owner ? [] : share.events)) }
}

const idOf = (event: BankEvent) => event.transaction_id

async function recordOwned(
  tx: Tx,
  owned: Owned,
  { recording, mark }: { recording: Recording; mark: Mark },
): Promise<{ points: number; unmatched: number }> {
  const { programmeId, posting, receivedAt } = recording
  // Every transaction locks cardholders in the order of their ids, so that two of them never wait for each other.
  const holders = [...owned.keys()].sort().map((cardholderId) => ({ programmeId, cardholderId }))
  if (holders.length === 0) return { points: 0, unmatched: 0 }
  const round = await posting.begin(tx, programmeId, holders)
  const heads = await findHeads(tx, [...owned.keys()])
  const known = await knownFacts(
    tx,
    new Map([...owned].filter(([id]) => heads.has(id)).map(([id, cards]) => [id, cards.flatMap(idsOf)])),
  )
  const followed: FollowedHolder[] = []
  for (const who of holders) {
    const fresh = freshOf(owned.get(who.cardholderId) ?? [], { known: known.get(who.cardholderId), mark })
    if (fresh.length > 0) followed.push({ who, fresh, head: heads.get(who.cardholderId) ?? null })
  }
  await insertFacts(tx, followed, receivedAt)
  return followFacts(tx, followed, { round, decidedAt: receivedAt })
}

/** The facts of a cardholder that are new; one card's own are there once each. */
function freshOf(
  cards: readonly CardFacts[],
  { known, mark }: { known: ReadonlyMap<string, KnownFact> | undefined; mark: Mark },
): FollowedHolder['fresh'] {
  const theirs = known || cards.length > 1 ? new Map(known) : null
  const fresh: { fact: Fact; event: BankEvent }[] = []
  for (const { cardId, events } of cards) {
    for (const event of events) {
      if (theirs && !isNew(event, { theirs, mark })) continue
      if (!theirs) mark(event, 'taken')
      fresh.push({ fact: factOf(event, cardId), event })
    }
  }
  return fresh
}

const idsOf = ({ events }: CardFacts) => events.map((event) => event.transaction_id)

/** Says what became of an event, and remembers it as known. */
function isNew(event: BankEvent, { theirs, mark }: { theirs: Map<string, KnownFact>; mark: Mark }): boolean {
  const known = theirs.get(event.transaction_id)
  const { amount_fen: amountFen, type } = event
  theirs.set(event.transaction_id, known ?? { amountFen, type })
  mark(event, known ? outcomeOfKnown(event, known) : 'taken')
  return !known
}

function outcomeOfKnown(event: BankEvent, known: KnownFact): 'repeated' | 'contradicted' {
  return known.amountFen === event.amount_fen && known.type === event.type ? 'repeated' : 'contradicted'
}

/** What waits comes last, since binding locks it after its cardholder. */
async function recordWaiting(
  tx: Tx,
  events: readonly BankEvent[],
  { recording, mark }: { recording: Recording; mark: Mark },
): Promise<void> {
  const cards = byCard(events)
  const known = await knownWaiting(tx, recording.programmeId, cards)
  const fresh: BankEvent[] = []
  for (const event of events) {
    const before = known.get(event.card_token)?.get(event.transaction_id)
    mark(event, before ? outcomeOfKnown(event, before) : 'waiting')
    if (!before) fresh.push(event)
  }
  await insertWaiting(tx, fresh, recording.receivedAt)
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

import type { BankEvent } from '../../../shared/contract/spend'
import { type Batcher, batcher } from '../../db/batcher'
import type { Database } from '../../db/database'
import { refuseWhenFull } from '../../http/busy'
import { type FieldProblem, Refused } from '../../http/refused'
import { rowHasCardNumber } from '../../ports/bankFileRow'
import type { Surroundings } from '../../ports/surroundings'
import { findProgramme, latestDay } from '../programmes'
import { usedAfter } from './future.rules'
import type { Posting } from './posting'
import { type Outcome, recordFacts } from './recordFacts'

/** What came of a delivery; `contradicted` names facts that came before with another amount or type, and stay so. */
export interface EventsTaken {
  taken: number
  repeated: number
  waiting: number
  contradicted: string[]
}

export interface TakeEvents {
  database: Database
  posting: Posting
  surroundings: Surroundings
}

type Delivery = readonly BankEvent[]

/**
 * Takes signed events of the bank. Deliveries that arrive together are posted together, each still all or none, and
 * answered after the commit. A fact known already is counted as repeated.
 */
export function eventTaker(deps: TakeEvents): (events: Delivery) => Promise<EventsTaken> {
  const together: Batcher<Delivery, EventsTaken> = batcher({
    lanes: 2,
    most: 64,
    queueLimit: 2_000,
    together: (deliveries) => post(deliveries, deps),
  })
  // Programmes are never taken away.
  const installed = new Set<string>()
  return async (events) => {
    refuseWhenFull(together)
    await check(events, { ...deps, installed })
    return together.submit(events)
  }
}

/**
 * Takes one delivery by itself.
 * @throws Refused not_found for a programme that is not installed, full_card_number_refused, input_invalid
 */
export async function takeEvents(events: Delivery, deps: TakeEvents): Promise<EventsTaken> {
  await check(events, { ...deps, installed: new Set() })
  return (await post([events], deps))[0] as EventsTaken
}

async function check(
  events: Delivery,
  { database, surroundings, installed }: TakeEvents & { installed: Set<string> },
): Promise<void> {
  if (events.some(rowHasCardNumber)) throw new Refused('full_card_number_refused')
  refuseFuture(events, surroundings.now())
  for (const programmeId of new Set(events.map((event) => event.programme_id))) {
    if (installed.has(programmeId)) continue
    if (!(await findProgramme(database.reader, programmeId))) throw new Refused('not_found')
    installed.add(programmeId)
  }
}

function post(
  deliveries: readonly Delivery[],
  { database, posting, surroundings }: TakeEvents,
): Promise<EventsTaken[]> {
  const receivedAt = surroundings.now()
  const all = deliveries.flat()
  const programmes = [...new Set(all.map((event) => event.programme_id))].sort()
  return database.inTransaction(async (tx) => {
    const outcomes = new Map<BankEvent, Outcome>()
    for (const programmeId of programmes) {
      const theirs = all.filter((event) => event.programme_id === programmeId)
      const recorded = await recordFacts(tx, theirs, { programmeId, posting, receivedAt })
      recorded.outcomes.forEach((outcome, at) => {
        outcomes.set(theirs[at] as BankEvent, outcome)
      })
    }
    return deliveries.map((events) => sumOf(events, outcomes))
  })
}

function sumOf(events: Delivery, outcomes: ReadonlyMap<BankEvent, Outcome>): EventsTaken {
  const sum: EventsTaken = { taken: 0, repeated: 0, waiting: 0, contradicted: [] }
  for (const event of events) {
    const outcome = outcomes.get(event)
    if (outcome === 'taken' || outcome === 'waiting') sum[outcome] += 1
    else sum.repeated += 1
    if (outcome === 'contradicted') sum.contradicted.push(event.transaction_id)
  }
  return sum
}

function refuseFuture(events: Delivery, now: Date): void {
  const latest = latestDay(now)
  const isUsedLater = usedAfter(latest)
  const fields = events.flatMap((event, at): FieldProblem[] => {
    const isLate = event.posted_on > latest || isUsedLater(event)
    return isLate ? [{ path: `body.events.${at}`, message: `dated after ${latest}` }] : []
  })
  if (fields.length > 0) throw new Refused('input_invalid', { fields })
}

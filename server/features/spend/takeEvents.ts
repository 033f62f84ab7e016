import type { BankEvent } from '../../../shared/contract/spend'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import { type FieldProblem, Refused } from '../../http/refused'
import { hasCardNumber } from '../../ports/cardNumber'
import type { Surroundings } from '../../ports/surroundings'
import { findProgramme } from '../programmes'
import { latestDay } from './latestDay.rules'
import type { Posting } from './posting'
import { recordFacts } from './recordFacts'

/** What came of a delivery; `contradicted` names facts that came before with another amount or type, and stay so. */
export interface EventsTaken {
  taken: number
  repeated: number
  waiting: number
  contradicted: string[]
}

/**
 * Takes signed events of the bank, all of them or none. A fact known already is counted as repeated.
 * @throws Refused not_found for a programme that is not installed, full_card_number_refused
 */
export async function takeEvents(
  events: readonly BankEvent[],
  { database, posting, surroundings }: { database: Database; posting: Posting; surroundings: Surroundings },
): Promise<EventsTaken> {
  refuseFuture(events, surroundings.now())
  if (events.some((event) => hasCardNumber(event.merchant))) throw new Refused('full_card_number_refused')
  const byProgramme = new Map<string, BankEvent[]>()
  for (const event of events) {
    byProgramme.set(event.programme_id, [...(byProgramme.get(event.programme_id) ?? []), event])
  }
  for (const programmeId of byProgramme.keys()) {
    if (!(await findProgramme(database.reader, programmeId))) throw new Refused('not_found')
  }
  const receivedAt = surroundings.now()
  return database.inTransaction(async (tx) => {
    const total: EventsTaken = { taken: 0, repeated: 0, waiting: 0, contradicted: [] }
    for (const [programmeId, theirs] of byProgramme) {
      const { outcomes } = await recordFacts(tx, theirs, { programmeId, posting, receivedAt })
      outcomes.forEach((outcome, at) => {
        if (outcome === 'taken' || outcome === 'waiting') total[outcome] += 1
        else total.repeated += 1
        if (outcome === 'contradicted') total.contradicted.push((theirs[at] as BankEvent).transaction_id)
      })
    }
    return total
  })
}

/** Clocks differ by minutes and posting by a day; what lies beyond is a mistake that would sit on top of every statement. */
function refuseFuture(events: readonly BankEvent[], now: Date): void {
  const latest = latestDay(now)
  const fields = events.flatMap(({ posted_on, occurred_at }, at): FieldProblem[] => {
    const isLate = posted_on > latest || businessDayOf(new Date(occurred_at)) > latest
    return isLate ? [{ path: `body.events.${at}`, message: `dated after ${latest}` }] : []
  })
  if (fields.length > 0) throw new Refused('input_invalid', { fields })
}

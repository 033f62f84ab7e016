import { addDays, type BusinessDay, startOfDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'

import type { LoopFigures } from './loop.rules'

/** Every figure is of so many days: a month that always has the same number of weekends, or nearly. */
export const windowDays = 30

interface At {
  programmeId: string
  /** The last day of the newest window. */
  day: BusinessDay
}

/** The loop as it stood at the end of a day. It reads the facts of three windows: for a job, and for no page. */
export async function loopOn(reader: Reader, at: At): Promise<LoopFigures> {
  const cards = await cardsUsed(reader, at)
  const people = await peopleWithBenefits(reader, at)
  return { ...people, ...cards, ...(await cardsRewarded(reader, at)), ...(await comeBack(reader, at)) }
}

/** The first day of the newest window, of the one before it, and of the third. */
function windowsOf(day: BusinessDay) {
  const [newest, before, third] = [1, 2, 3].map((ago) => addDays(day, 1 - ago * windowDays)) as [
    BusinessDay,
    BusinessDay,
    BusinessDay,
  ]
  return { newest, before, third }
}

type Counts<Name extends string> = Record<Name, string | number | null>

async function one<Name extends string>(
  reader: Reader,
  sql: string,
  parameters: readonly Parameter[],
): Promise<(name: Name) => number> {
  const [row] = await reader.rows<Counts<Name>>(sql, parameters)
  return (name) => wholeNumber(row?.[name] ?? 0, name)
}

/** By the day on which the bank posted it; nothing is received before the day ahead of its posting. */
async function cardsUsed(reader: Reader, { programmeId, day }: At) {
  const { newest, before, third } = windowsOf(day)
  const signed = "CASE WHEN type = 'purchase' THEN amount_fen ELSE -amount_fen END"
  const within = (from: string, what: string) => `SUM(CASE WHEN posted_on >= ${from} THEN ${what} ELSE 0 END)`
  const buys = "CASE WHEN type = 'purchase' THEN 1 ELSE 0 END"
  // Windows are added up from their first day to the end, and taken from one another: one look at each row is enough.
  const found = await one<'active' | 'active_before' | 'habit' | 'fen' | 'fen_before' | 'buys' | 'buys_before'>(
    reader,
    `SELECT SUM(CASE WHEN n1 > 0 THEN 1 ELSE 0 END) AS active,
            SUM(CASE WHEN n2 > n1 THEN 1 ELSE 0 END) AS active_before,
            SUM(CASE WHEN n1 > 0 AND n2 > n1 AND n3 > n2 THEN 1 ELSE 0 END) AS habit,
            SUM(f1) AS fen, SUM(f2 - f1) AS fen_before, SUM(n1) AS buys, SUM(n2 - n1) AS buys_before
     FROM (SELECT card_id, ${within('?', buys)} AS n1, ${within('?', buys)} AS n2, SUM(${buys}) AS n3,
                  ${within('?', signed)} AS f1, ${within('?', signed)} AS f2
           FROM spend WHERE programme_id = ? AND received_at >= ? AND posted_on >= ? AND posted_on <= ?
           GROUP BY card_id) cards`,
    [newest, before, newest, before, programmeId, startOfDay(addDays(third, -1)), third, day],
  )
  return {
    cardsActive: found('active'),
    cardsActiveBefore: found('active_before'),
    cardsInHabit: found('habit'),
    fen: found('fen'),
    fenBefore: found('fen_before'),
    purchases: found('buys'),
    purchasesBefore: found('buys_before'),
  }
}

async function cardsRewarded(reader: Reader, { programmeId, day }: At) {
  const { newest } = windowsOf(day)
  const found = await one<'rewarded'>(
    reader,
    `SELECT COUNT(DISTINCT l.card_id) AS rewarded FROM transfer t
     JOIN lot l ON l.cardholder_id = t.cardholder_id AND l.lot_id = t.lot_id
     WHERE t.programme_id = ? AND t.created_at >= ? AND t.kind = 'earn' AND t.effective_on >= ? AND t.effective_on <= ?`,
    [programmeId, startOfDay(addDays(newest, -1)), newest, day],
  )
  return { cardsRewarded: found('rewarded') }
}

async function peopleWithBenefits(reader: Reader, { programmeId, day }: At) {
  const [from, until] = [startOfDay(windowsOf(day).newest), startOfDay(addDays(day, 1))]
  const had = await one<'had' | 'bound'>(
    reader,
    `SELECT COUNT(*) AS had, SUM(CASE WHEN EXISTS (SELECT 1 FROM card c WHERE c.cardholder_id = p.cardholder_id
         AND c.bound_at > p.first_at AND c.bound_at < ?) THEN 1 ELSE 0 END) AS bound
     FROM (SELECT cardholder_id, MIN(delivered_at) AS first_at FROM redemption
           WHERE programme_id = ? AND delivered_at >= ? AND delivered_at < ? AND state = 'delivered'
           GROUP BY cardholder_id) p`,
    [until, programmeId, from, until],
  )
  const cards = await one<'people' | 'fresh'>(
    reader,
    `SELECT COUNT(DISTINCT cardholder_id) AS people, SUM(CASE WHEN bound_at >= ? THEN 1 ELSE 0 END) AS fresh FROM card
     WHERE programme_id = ? AND bound_at < ? AND (unbound_at IS NULL OR unbound_at >= ?)`,
    [from, programmeId, until, until],
  )
  return {
    people: cards('people'),
    peopleWithBenefit: had('had'),
    peopleWhoBoundAfter: had('bound'),
    cardsBound: cards('fresh'),
  }
}

/** Of those whose first benefit of the window before the newest came then, so that all have had their thirty days. */
async function comeBack(reader: Reader, { programmeId, day }: At) {
  const { newest, before } = windowsOf(day)
  const limit =
    reader.dialect === 'mysql'
      ? `p.first_at + INTERVAL ${windowDays} DAY`
      : `strftime('%Y-%m-%d %H:%M:%f', p.first_at, '+${windowDays} days')`
  const found = await one<'first' | 'again'>(
    reader,
    `SELECT COUNT(*) AS first, SUM(CASE WHEN EXISTS (SELECT 1 FROM redemption r WHERE r.cardholder_id = p.cardholder_id
         AND r.programme_id = ? AND r.state = 'delivered' AND r.id <> p.first_id
         AND r.delivered_at >= p.first_at AND r.delivered_at <= ${limit}) THEN 1 ELSE 0 END) AS again
     FROM (SELECT cardholder_id, MIN(delivered_at) AS first_at, MIN(id) AS first_id FROM redemption
           WHERE programme_id = ? AND delivered_at >= ? AND delivered_at < ? AND state = 'delivered'
           GROUP BY cardholder_id) p`,
    [programmeId, programmeId, startOfDay(before), startOfDay(newest)],
  )
  return { peopleOnce: found('first'), peopleAgain: found('again') }
}

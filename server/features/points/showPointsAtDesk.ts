import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { rulesOf } from '../programmes'
import { reinstatableUntil } from './desk.rules'
import { refuseStranger } from './deskBench'
import type { Lot } from './lot'
import { inOrderOfUse } from './lots.rules'
import { allLots, type Who } from './points.store'
import { type EntryAtDesk, entriesOf } from './pointsAtDesk.store'
import { aged, pointsSummary } from './pointsSummary'

type Shown = ReplyOf<Api['operators']['cardholderPoints']>

const entriesPerPage = 50

/**
 * A cardholder's balance, lots and entries, for who has to decide what to ask for.
 * @throws Refused not_found
 */
export async function showPointsAtDesk(
  reader: Reader,
  who: Who,
  { today, cursor }: { today: BusinessDay; cursor: string | undefined },
): Promise<Shown> {
  const { cardholderId, programmeId } = who
  await refuseStranger(reader, who)
  const { terms } = await rulesOf(reader, programmeId)
  const { reinstatementDays } = terms.on(today)
  const theirs = (await allLots(reader, [cardholderId])).get(cardholderId) ?? []
  const lots = theirs.map((lot) => aged(lot, today)).sort(inOrderOfUse)
  const entries = await entriesOf(reader, cardholderId, { before: cursor, limit: entriesPerPage + 1 })
  const visible = entries.slice(0, entriesPerPage)
  return {
    cardholderId,
    summary: await pointsSummary(reader, { cardholderId, today }),
    lots: lots.map((lot) => shownLot(lot, { today, reinstatementDays })),
    entries: visible.map(shownEntry),
    next: entries.length > entriesPerPage ? (visible.at(-1)?.transactionId ?? null) : null,
  }
}

function shownLot(
  lot: Lot,
  { today, reinstatementDays }: { today: BusinessDay; reinstatementDays: number },
): Shown['lots'][number] {
  const { lotId, source, earned, pending, available, held, redeemed, expired, repaid, availableOn, expiresOn } = lot
  const until = reinstatableUntil(lot, reinstatementDays)
  const amounts = { earned, pending, available, held, redeemed, expired, clawedBack: lot.clawed_back, repaid }
  const reinstatable = until !== null && until >= today ? until : null
  return { id: lotId, source, ...amounts, availableOn, expiresOn, reinstatableUntil: reinstatable }
}

function shownEntry({ createdAt, ...entry }: EntryAtDesk): Shown['entries'][number] {
  return { ...entry, postedAt: createdAt.toISOString() }
}

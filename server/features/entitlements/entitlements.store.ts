import type { TierId } from '../../../shared/contract/tiers'
import { businessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Choice, EntitlementSet } from './entitlementSet'
import type { EntitlementChoiceRow, EntitlementSetRow } from './entitlements.entities'

/** Every version of what a programme's tiers offer, the earliest first: a handful a year. */
export async function setsOf(reader: Reader, programmeId: string): Promise<EntitlementSet[]> {
  const rows = await reader.rows<EntitlementSetRow>(
    'SELECT version, since, tier, choose, benefits FROM entitlement_set WHERE programme_id = ? ORDER BY since, tier',
    [programmeId],
  )
  return rows.map((row) => ({
    version: row.version,
    since: businessDay(row.since),
    tier: row.tier as TierId,
    choose: row.choose,
    benefits: JSON.parse(row.benefits) as string[],
  }))
}

export async function insertSets(
  tx: Tx,
  { programmeId, now }: { programmeId: string; now: Date },
  sets: readonly EntitlementSet[],
): Promise<void> {
  await tx.insert(
    'entitlement_set',
    sets.map(({ version, since, tier, choose, benefits }) => ({
      programme_id: programmeId,
      tier,
      since,
      version,
      choose,
      benefits: JSON.stringify(benefits),
      created_at: now,
    })),
  )
}

/** In the order in which they were made. */
export async function choicesOf(
  reader: Reader,
  { cardholderId, month }: { cardholderId: string; month: string },
): Promise<Choice[]> {
  return (await choicesOfMany(reader, { cardholderIds: [cardholderId], month })).get(cardholderId) ?? []
}

/** The same of several cardholders; nothing for those who have made none. */
export async function choicesOfMany(
  reader: Reader,
  { cardholderIds, month }: { cardholderIds: readonly string[]; month: string },
): Promise<Map<string, Choice[]>> {
  const choices = new Map<string, Choice[]>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<EntitlementChoiceRow>(
      `SELECT * FROM entitlement_choice WHERE cardholder_id IN (${marks(ids)}) AND month = ? ORDER BY slot`,
      [...ids, month],
    )
    for (const row of rows) choices.set(row.cardholder_id, [...(choices.get(row.cardholder_id) ?? []), choiceOf(row)])
  }
  return choices
}

function choiceOf(row: EntitlementChoiceRow): Choice {
  return {
    programmeId: row.programme_id,
    cardholderId: row.cardholder_id,
    month: row.month,
    slot: row.slot,
    tier: row.tier as TierId,
    version: row.version,
    benefitId: row.benefit_id,
    redemptionId: row.redemption_id,
    chosenAt: moment(row.chosen_at),
  }
}

/** @throws when this slot of the month, or this benefit in it, was chosen already: the table holds what the lock should have. */
export async function insertChoice(tx: Tx, choice: Choice): Promise<void> {
  await tx.insert('entitlement_choice', [
    {
      cardholder_id: choice.cardholderId,
      month: choice.month,
      slot: choice.slot,
      programme_id: choice.programmeId,
      tier: choice.tier,
      version: choice.version,
      benefit_id: choice.benefitId,
      redemption_id: choice.redemptionId,
      chosen_at: choice.chosenAt,
    },
  ])
}

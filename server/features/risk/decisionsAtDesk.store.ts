import type { RiskDecision } from '../../../shared/contract/risk'
import type { Lane, RiskPoint } from '../../../shared/contract/riskRules'
import { addDays, type BusinessDay, startOfDay } from '../../../shared/values/businessDay'
import { idFrom } from '../../../shared/values/ids'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'
import { moment } from '../../db/statements'
import { factsIn } from './factsText'
import type { RiskDecisionRow } from './lanes.entities'

export interface DecisionsAsked {
  programmeId: string
  lane?: Lane | undefined
  point?: RiskPoint | undefined
  on?: BusinessDay | undefined
  cardholderId?: string | undefined
  /** Only those older than this id. */
  before?: string | undefined
  limit: number
}

/** Decisions of a programme, the newest first. */
export function decisionsPage(reader: Reader, asked: DecisionsAsked): Promise<RiskDecision[]> {
  const conditions = ['programme_id = ?']
  const parameters: Parameter[] = [asked.programmeId]
  const narrow = (condition: string, value: Parameter | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    parameters.push(value)
  }
  narrow('cardholder_id = ?', asked.cardholderId)
  narrow('lane = ?', asked.lane)
  narrow('point = ?', asked.point)
  narrow('id >= ?', asked.on && firstIdOf(asked.on))
  narrow('id < ?', asked.on && firstIdOf(addDays(asked.on, 1)))
  narrow('id < ?', asked.before)
  return selectDecisions(reader, `${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${asked.limit}`, parameters)
}

export async function decisionNamed(
  reader: Reader,
  { cardholderId, decisionId }: { cardholderId: string; decisionId: string },
): Promise<RiskDecision | null> {
  const [decision] = await selectDecisions(reader, 'cardholder_id = ? AND id = ?', [cardholderId, decisionId])
  return decision ?? null
}

/** Others are looked for among so many decisions before one. */
const decisionsLookedThrough = 10_000

/** How many people came from the same address, and from the same network, among the decisions before one. */
export async function peopleAlike(
  reader: Reader,
  { programmeId, cardholderId, decisionId }: { programmeId: string; cardholderId: string; decisionId: string },
): Promise<{ cardholdersOnAddress: number; cardholdersOnNetwork: number }> {
  const count = async (column: 'address_fingerprint' | 'network_fingerprint') => {
    const [row] = await reader.rows<{ people: string | number }>(
      `SELECT COUNT(DISTINCT o.cardholder_id) AS people FROM (
         SELECT cardholder_id, ${column} FROM risk_decision WHERE programme_id = ? AND id <= ?
         ORDER BY id DESC LIMIT ${decisionsLookedThrough}
       ) o
       WHERE o.${column} = (SELECT ${column} FROM risk_decision WHERE cardholder_id = ? AND id = ?)`,
      [programmeId, decisionId, cardholderId, decisionId],
    )
    return wholeNumber(row?.people ?? 0, 'people')
  }
  const [cardholdersOnAddress, cardholdersOnNetwork] = await Promise.all([
    count('address_fingerprint'),
    count('network_fingerprint'),
  ])
  return { cardholdersOnAddress, cardholdersOnNetwork }
}

/** Ids carry their time; before 1970 there are none. */
function firstIdOf(day: BusinessDay): string {
  return idFrom(Math.max(0, startOfDay(day).getTime()), new Uint8Array(10))
}

async function selectDecisions(reader: Reader, where: string, parameters: Parameter[]): Promise<RiskDecision[]> {
  const rows = await reader.rows<RiskDecisionRow>(`SELECT * FROM risk_decision WHERE ${where}`, parameters)
  return rows.map((row) => ({
    id: row.id,
    at: moment(row.at).toISOString(),
    cardholderId: row.cardholder_id,
    point: row.point as RiskPoint,
    lane: row.lane as Lane,
    rules: row.rules === '' ? [] : row.rules.split(' '),
    version: row.version,
    facts: factsIn(row.facts),
    shadow:
      row.shadow_version === null || row.shadow_lane === null
        ? null
        : { version: row.shadow_version, lane: row.shadow_lane as Lane },
    redemptionId: row.redemption_id,
  }))
}

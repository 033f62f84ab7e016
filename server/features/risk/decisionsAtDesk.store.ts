import type { RiskDecision } from '../../../shared/contract/risk'
import type { Lane, RiskPoint } from '../../../shared/contract/riskRules'
import { addDays, type BusinessDay, startOfDay } from '../../../shared/values/businessDay'
import { firstIdAt, momentOfId } from '../../../shared/values/ids'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'
import { decisionsOfCardholder } from './decisions.store'
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
  const { cardholderId } = asked
  const from = cardholderId === undefined ? 'risk_decision' : decisionsOfCardholder
  const conditions = ['programme_id = ?']
  const parameters: Parameter[] = cardholderId === undefined ? [] : [cardholderId, cardholderId]
  parameters.push(asked.programmeId)
  const narrow = (condition: string, value: Parameter | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    parameters.push(value)
  }
  narrow('lane = ?', asked.lane)
  narrow('point = ?', asked.point)
  narrow('id >= ?', asked.on && firstIdAt(startOfDay(asked.on)))
  narrow('id < ?', asked.on && firstIdAt(startOfDay(addDays(asked.on, 1))))
  narrow('id < ?', asked.before)
  const where = `${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${asked.limit}`
  return selectDecisions(reader, `${from} d WHERE ${where}`, parameters)
}

export async function decisionNamed(
  reader: Reader,
  { programmeId, decisionId }: { programmeId: string; decisionId: string },
): Promise<RiskDecision | null> {
  const named = [programmeId, decisionId]
  const [decision] = await selectDecisions(reader, 'risk_decision WHERE programme_id = ? AND id = ?', named)
  return decision ?? null
}

/** Others are looked for among so many decisions before one. */
const decisionsLookedThrough = 10_000

/** How many people came from the same address, and from the same network, among the decisions before one. */
export async function peopleAlike(
  reader: Reader,
  { programmeId, decisionId }: { programmeId: string; decisionId: string },
): Promise<{ cardholdersOnAddress: number; cardholdersOnNetwork: number }> {
  const count = async (column: 'address_fingerprint' | 'network_fingerprint') => {
    const [row] = await reader.rows<{ people: string | number }>(
      `SELECT COUNT(DISTINCT o.cardholder_id) AS people FROM (
         SELECT cardholder_id, ${column} FROM risk_decision WHERE programme_id = ? AND id <= ?
         ORDER BY id DESC LIMIT ${decisionsLookedThrough}
       ) o
       WHERE o.${column} = (SELECT ${column} FROM risk_decision WHERE programme_id = ? AND id = ?)`,
      [programmeId, decisionId, programmeId, decisionId],
    )
    return wholeNumber(row?.people ?? 0, 'people')
  }
  const [cardholdersOnAddress, cardholdersOnNetwork] = await Promise.all([
    count('address_fingerprint'),
    count('network_fingerprint'),
  ])
  return { cardholdersOnAddress, cardholdersOnNetwork }
}

async function selectDecisions(reader: Reader, from: string, parameters: Parameter[]): Promise<RiskDecision[]> {
  const rows = await reader.rows<RiskDecisionRow>(`SELECT * FROM ${from}`, parameters)
  return rows.map((row) => ({
    id: row.id,
    at: momentOfId(row.id).toISOString(),
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
    redemptionId: row.apart_of === null ? row.id : null,
  }))
}

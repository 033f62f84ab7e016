import type { Lane, RiskFacts } from '../../../shared/contract/riskRules'
import { firstIdAt } from '../../../shared/values/ids'
import type { Reader, Tx } from '../../db/database'
import { factsText } from './factsText'

/** How an attempt was handled, with all that this was made of. */
export interface NewDecision {
  /** Of the redemption that it led to, where there is one. */
  id: string
  hasRedemption: boolean
  decided: {
    programmeId: string
    cardholderId: string
    lane: Lane
    /** Ids of the rules that applied. */
    rules: readonly string[]
    version: string
    facts: RiskFacts
    addressFingerprint: string
    networkFingerprint: string
    shadow: { version: string; lane: Lane } | null
  }
}

/** What the ids of applied rules may take, with the blanks between them; who reads further finds them by the facts. */
const rulesLength = 255

/** Keeps decisions: one statement, however many there are. */
export async function insertDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
  if (decisions.length === 0) return
  await tx.insert(
    'risk_decision',
    decisions.map(({ id, hasRedemption, decided }) => ({
      programme_id: decided.programmeId,
      id,
      cardholder_id: decided.cardholderId,
      apart_of: hasRedemption ? null : decided.cardholderId,
      point: decided.facts.point,
      lane: decided.lane,
      rules: rulesText(decided.rules),
      version: decided.version,
      facts: factsText(decided.facts),
      address_fingerprint: decided.addressFingerprint,
      network_fingerprint: decided.networkFingerprint,
      shadow_version: decided.shadow?.version ?? null,
      shadow_lane: decided.shadow?.lane ?? null,
    })),
    { isCounted: false },
  )
}

/**
 * All decisions of one cardholder, for a FROM, with the cardholder's id for both parameters. There is no index by cardholder
 * over all of them: it would have a place of its own to write to for each redemption, and the redemptions have one already.
 */
export const decisionsOfCardholder = `(
  SELECT apart.* FROM risk_decision apart WHERE apart.apart_of = ?
  UNION ALL
  SELECT led.* FROM redemption r JOIN risk_decision led ON led.programme_id = r.programme_id AND led.id = r.id
  WHERE r.cardholder_id = ?
)`

/** In which lane somebody asked to redeem last; null when they did not after that moment. */
export async function latestLane(
  reader: Reader,
  { cardholderId, after }: { cardholderId: string; after: Date },
): Promise<Lane | null> {
  const [row] = await reader.rows<{ lane: Lane }>(
    `SELECT d.lane FROM ${decisionsOfCardholder} d WHERE d.id >= ? AND d.point = 'redeem' ORDER BY d.id DESC LIMIT 1`,
    [cardholderId, cardholderId, firstIdAt(after)],
  )
  return row?.lane ?? null
}

/** Whole ids only. */
function rulesText(rules: readonly string[]): string {
  const text = rules.join(' ')
  return text.length <= rulesLength ? text : text.slice(0, text.lastIndexOf(' ', rulesLength))
}

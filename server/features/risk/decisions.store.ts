import type { Lane, RiskFacts } from '../../../shared/contract/riskRules'
import type { Reader, Tx } from '../../db/database'
import { factsText } from './factsText'

/** How an attempt was handled, with all that this was made of. */
export interface NewDecision {
  id: string
  /** Null where none was made. */
  redemptionId: string | null
  decided: {
    programmeId: string
    cardholderId: string
    at: Date
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
    decisions.map(({ id, redemptionId, decided }) => ({
      cardholder_id: decided.cardholderId,
      id,
      programme_id: decided.programmeId,
      at: decided.at,
      point: decided.facts.point,
      lane: decided.lane,
      rules: rulesText(decided.rules),
      version: decided.version,
      facts: factsText(decided.facts),
      address_fingerprint: decided.addressFingerprint,
      network_fingerprint: decided.networkFingerprint,
      shadow_version: decided.shadow?.version ?? null,
      shadow_lane: decided.shadow?.lane ?? null,
      redemption_id: redemptionId,
    })),
    { isCounted: false },
  )
}

/** In which lane somebody asked to redeem last; null when they did not after that moment. */
export async function latestLane(
  reader: Reader,
  { cardholderId, after }: { cardholderId: string; after: Date },
): Promise<Lane | null> {
  const [row] = await reader.rows<{ lane: Lane }>(
    `SELECT lane FROM risk_decision WHERE cardholder_id = ? AND at > ? AND point = 'redeem' ORDER BY id DESC LIMIT 1`,
    [cardholderId, after],
  )
  return row?.lane ?? null
}

/** Whole ids only. */
function rulesText(rules: readonly string[]): string {
  const text = rules.join(' ')
  return text.length <= rulesLength ? text : text.slice(0, text.lastIndexOf(' ', rulesLength))
}

import type { Lane, RiskFacts } from '../../../shared/contract/riskRules'
import type { Tx } from '../../db/database'
import { factsText } from './factsText'

/** How an attempt was handled, with all that this was made of. */
export interface NewDecision {
  id: string
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
  redemptionId: string | null
}

/** What the ids of applied rules may take, with the blanks between them; who reads further finds them by the facts. */
const rulesLength = 255

/** Keeps decisions: one statement, however many there are. */
export async function insertDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
  if (decisions.length === 0) return
  await tx.insert(
    'risk_decision',
    decisions.map((decision) => ({
      cardholder_id: decision.cardholderId,
      id: decision.id,
      programme_id: decision.programmeId,
      at: decision.at,
      point: decision.facts.point,
      lane: decision.lane,
      rules: rulesText(decision.rules),
      version: decision.version,
      facts: factsText(decision.facts),
      address_fingerprint: decision.addressFingerprint,
      network_fingerprint: decision.networkFingerprint,
      shadow_version: decision.shadow?.version ?? null,
      shadow_lane: decision.shadow?.lane ?? null,
      redemption_id: decision.redemptionId,
    })),
    { isCounted: false },
  )
}

/** Whole ids only. */
function rulesText(rules: readonly string[]): string {
  const text = rules.join(' ')
  return text.length <= rulesLength ? text : text.slice(0, text.lastIndexOf(' ', rulesLength))
}

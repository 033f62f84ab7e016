import type { ReviewState } from '../../../shared/contract/risk'
import type { Reader } from '../../db/database'
import { decisionsPage } from './decisionsAtDesk.store'
import type { RiskReviewRow } from './lanes.entities'
import type { RiskDraft } from './ruleSets.store'
import { type ShadowFigures, shadowOf } from './shadow.rules'

/** Of more decisions than these the latest are looked at: as many as are decided on again in a second or two. */
const decisionsAtMost = 50_000
/** So many at once, so that others are served in between. */
const page = 1_000

/** What a draft would have done since then, and when the first of the decisions that were looked at was made. */
export async function shadowSince(
  reader: Reader,
  { programmeId, draft, since }: { programmeId: string; draft: RiskDraft; since: Date },
): Promise<ShadowFigures & { from: Date }> {
  const shadow = shadowOf(draft.ruleSet)
  let before: string | undefined
  let from = since
  for (let looked = 0; looked < decisionsAtMost; looked += page) {
    const found = await decisionsPage(reader, { programmeId, before, limit: page })
    const within = found.filter(({ at }) => new Date(at) >= since)
    for (const decision of within) shadow.take(decision)
    const last = within.at(-1)
    if (found.length < page || within.length < page || !last) break
    before = last.id
    if (looked + page >= decisionsAtMost) from = new Date(last.at)
  }
  for (const review of await reviewsDecided(reader, { programmeId, since })) shadow.reviewed(review)
  return { ...shadow.figures(), from }
}

/** What was held since then cannot have been promised before. */
async function reviewsDecided(reader: Reader, { programmeId, since }: { programmeId: string; since: Date }) {
  const rows = await reader.rows<Pick<RiskReviewRow, 'cardholder_id' | 'state'>>(
    `SELECT cardholder_id, state FROM risk_review
     WHERE programme_id = ? AND state IN ('released', 'cleared', 'refused') AND promised_by >= ?`,
    [programmeId, since],
  )
  return rows.map(({ cardholder_id: cardholderId, state }) => ({ cardholderId, state: state as ReviewState }))
}

import { wholeNumber } from '../../../shared/values/integers'
import { ownPart, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { GrowthDayRow, TierEvaluationRow, TierStandingRow } from './tiers.entities'

export const ownTier: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<TierStandingRow>(
    'SELECT tier, reached_on, term_ends_on FROM tier_standing WHERE cardholder_id = ?',
    [cardholderId],
  )
  return {
    rows: rows.map(({ tier, reached_on, term_ends_on }) => ({ tier, reachedOn: reached_on, termEndsOn: term_ends_on })),
    next: null,
  }
}

/** The latest first, as what follows. */
export const ownTierSteps: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<TierEvaluationRow>(
    `SELECT id, kind, tier_before, tier_after, reached_on, growth, threshold, created_at FROM tier_evaluation
     WHERE cardholder_id = ? ${page.after ? 'AND id < ?' : ''} ORDER BY id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => row.id,
    rowOf: (row) => ({
      evaluatedAt: moment(row.created_at).toISOString(),
      kind: row.kind,
      from: row.tier_before,
      to: row.tier_after,
      reachedOn: row.reached_on,
      growth: wholeNumber(row.growth, 'growth'),
      threshold: wholeNumber(row.threshold, 'threshold'),
    }),
  })
}

export const ownGrowth: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<GrowthDayRow>(
    `SELECT effective_on, amount FROM growth_day WHERE cardholder_id = ? ${page.after ? 'AND effective_on < ?' : ''}
     ORDER BY effective_on DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => row.effective_on,
    rowOf: (row) => ({ day: row.effective_on, growth: wholeNumber(row.amount, 'growth') }),
  })
}

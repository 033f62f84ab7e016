import { momentOfId } from '../../../shared/values/ids'
import { ownPart, type ReadOwn } from '../../db/ownData'
import { decisionsOfCardholder } from './decisions.store'
import { factsIn } from './factsText'
import type { RiskDecisionRow } from './lanes.entities'

/** How this cardholder's attempts were handled, the latest first: what was decided by machine, one may know and question. */
export const ownDecisions: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<Pick<RiskDecisionRow, 'id' | 'point' | 'lane' | 'facts'>>(
    `SELECT d.id, d.point, d.lane, d.facts FROM ${decisionsOfCardholder} d${page.after ? ' WHERE d.id < ?' : ''}
     ORDER BY d.id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, cardholderId, page.after] : [cardholderId, cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: ({ id }) => id,
    rowOf: ({ id, point, lane, facts }) => ({
      at: momentOfId(id).toISOString(),
      point,
      lane,
      region: factsIn(facts).region,
    }),
  })
}

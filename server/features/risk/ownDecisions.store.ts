import { ownPart, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import { factsIn } from './factsText'
import type { RiskDecisionRow } from './lanes.entities'

/** How this cardholder's attempts were handled, the latest first: what was decided by machine, one may know and question. */
export const ownDecisions: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<Pick<RiskDecisionRow, 'id' | 'at' | 'point' | 'lane' | 'facts'>>(
    `SELECT id, at, point, lane, facts FROM risk_decision WHERE cardholder_id = ?${page.after ? ' AND id < ?' : ''}
     ORDER BY id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: ({ id }) => id,
    rowOf: ({ at, point, lane, facts }) => ({
      at: moment(at).toISOString(),
      point,
      lane,
      region: factsIn(facts).region,
    }),
  })
}

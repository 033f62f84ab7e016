import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Reader } from '../../db/database'
import { type EndedQuery, redemptionsEnded } from './ended.store'

const linesPerPage = 50

/** The redemptions behind a figure, the one that ended last first. */
export async function listRedemptions(
  reader: Reader,
  asked: Omit<EndedQuery, 'limit'>,
): Promise<ReplyOf<Api['insights']['redemptions']>> {
  const rows = await redemptionsEnded(reader, { ...asked, limit: linesPerPage + 1 })
  const visible = rows.slice(0, linesPerPage)
  const last = visible.at(-1)
  const hasMore = rows.length > linesPerPage && last
  return { redemptions: visible, next: hasMore ? `${last.endedAt}~${last.id}` : null }
}

import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { RedemptionAtDesk } from '../../../shared/contract/insights'
import type { Reader } from '../../db/database'
import { type EndedQuery, redemptionsEnded, upgradesMade } from './ended.store'

const linesPerPage = 50

/** The redemptions behind a figure, upgrades for points among them, the one that ended last first. */
export async function listRedemptions(
  reader: Reader,
  asked: Omit<EndedQuery, 'limit'>,
): Promise<ReplyOf<Api['insights']['redemptions']>> {
  const page = { ...asked, limit: linesPerPage + 1 }
  const [redemptions, upgrades] = await Promise.all([redemptionsEnded(reader, page), upgradesMade(reader, page)])
  const rows = [...redemptions, ...upgrades].sort(lastFirst)
  const visible = rows.slice(0, linesPerPage)
  const last = visible.at(-1)
  const hasMore = rows.length > linesPerPage && last
  return { redemptions: visible, next: hasMore ? `${last.endedAt}~${last.id}` : null }
}

function lastFirst(one: RedemptionAtDesk, other: RedemptionAtDesk): number {
  if (one.endedAt !== other.endedAt) return one.endedAt < other.endedAt ? 1 : -1
  return one.id < other.id ? 1 : -1
}

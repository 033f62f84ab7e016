import type { Tx } from '../../db/database'
import type { SessionKey } from './sessions.store'

/** What WeChat said of a session's user, 0 to 4, and when; null where it would not say. */
export function storeWechatRank(
  tx: Tx,
  { cardholderId, sessionId }: SessionKey,
  { rank, at }: { rank: number | null; at: Date },
): Promise<number> {
  return tx.change(
    'UPDATE session SET wechat_rank = ?, wechat_rank_at = ? WHERE cardholder_id = ? AND session_id = ?',
    [rank, at, cardholderId, sessionId],
  )
}

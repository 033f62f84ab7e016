import type { TimelineItem } from '../../../shared/contract/support'
import type { Reader } from '../../db/database'
import { noticesOf } from './notices.store'
import { noticeWords } from './noticeWords'

export type NoticeAtDesk = Extract<TimelineItem, { kind: 'notice' }>

/** What a cardholder was told, as their inbox has it, and how WeChat took it; the newest first, those before `before`. */
export async function noticesAtDesk(
  reader: Reader,
  cardholderId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<NoticeAtDesk[]> {
  const found = await noticesOf(reader, { cardholderId, before, limit })
  return found.map(({ id, topic, payload, createdAt, readAt, outcome }) => ({
    kind: 'notice',
    at: createdAt.toISOString(),
    notice: { id, ...noticeWords(topic, payload), isRead: readAt !== null, outcome },
  }))
}

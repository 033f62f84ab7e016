import type { Reader, Tx } from '../../db/database'
import type { OutboxMessage, OutboxTopic } from '../../db/outboxTopics'
import { outboxTopics } from '../../db/outboxTopics'
import { inSlices, marks, moment } from '../../db/statements'
import type { NoticeRow } from './notifications.entities'
import type { Plan } from './plan.rules'

/** How WeChat took it; each of these is final. */
export type Outcome = 'sent' | 'not_accepted' | 'not_wanted' | 'no_template' | 'failed'

export interface Notice extends OutboxMessage {
  way: Plan['way']
  dueAt: Date | null
  outcome: Outcome | null
  readAt: Date | null
  createdAt: Date
}

/** One notice: every statement names its cardholder too. */
export type NoticeKey = Pick<Notice, 'cardholderId' | 'id'>

/** Puts news in the inbox. What is there already stays as it is. */
export async function insertNotice(tx: Tx, message: OutboxMessage, plan: Plan & { now: Date }): Promise<void> {
  const row = {
    cardholder_id: message.cardholderId,
    notice_id: message.id,
    programme_id: message.programmeId,
    topic: message.topic,
    payload: JSON.stringify(message.payload),
    way: plan.way,
    due_at: plan.dueAt,
    outcome: null,
    read_at: null,
    created_at: plan.now,
  }
  await tx.insert('notice', [row], { ignoreKnown: true })
}

export async function findNotice(reader: Reader, { cardholderId, id }: NoticeKey): Promise<Notice | null> {
  const [row] = await reader.rows<NoticeRow>('SELECT * FROM notice WHERE cardholder_id = ? AND notice_id = ?', [
    cardholderId,
    id,
  ])
  return row ? noticeOf(row) : null
}

/** The newest first, from before `before`. */
export async function noticesOf(
  reader: Reader,
  { cardholderId, before, limit }: { cardholderId: string; before?: string; limit: number },
): Promise<Notice[]> {
  const rows = await reader.rows<NoticeRow>(
    `SELECT * FROM notice WHERE cardholder_id = ? ${before ? 'AND notice_id < ?' : ''}
     ORDER BY notice_id DESC LIMIT ${limit}`,
    before ? [cardholderId, before] : [cardholderId],
  )
  return rows.map(noticeOf)
}

/** How many notices nobody has looked at, by cardholder; none for those who have read everything. */
export async function unreadOf(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, number>> {
  const unread = new Map<string, number>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<{ cardholder_id: string; n: string | number }>(
      `SELECT cardholder_id, COUNT(*) AS n FROM notice
       WHERE cardholder_id IN (${marks(ids)}) AND read_at IS NULL GROUP BY cardholder_id`,
      ids,
    )
    for (const row of rows) unread.set(row.cardholder_id, Number(row.n))
  }
  return unread
}

export function markRead(
  tx: Tx,
  { cardholderId, upTo, now }: { cardholderId: string; upTo: string; now: Date },
): Promise<number> {
  return tx.change('UPDATE notice SET read_at = ? WHERE cardholder_id = ? AND notice_id <= ? AND read_at IS NULL', [
    now,
    cardholderId,
    upTo,
  ])
}

/** What may be brought now, the longest due first. */
export async function dueNotices(reader: Reader, { now, limit }: { now: Date; limit: number }): Promise<Notice[]> {
  const rows = await reader.rows<NoticeRow>(
    `SELECT * FROM notice WHERE due_at <= ? ORDER BY due_at, cardholder_id, notice_id LIMIT ${limit}`,
    [now],
  )
  return rows.map(noticeOf)
}

/** All of one cardholder's that belong into the digest of now. */
export async function dueInDigest(reader: Reader, cardholderId: string, now: Date): Promise<Notice[]> {
  const rows = await reader.rows<NoticeRow>(
    `SELECT * FROM notice WHERE cardholder_id = ? AND way = 'digest' AND due_at <= ? ORDER BY notice_id`,
    [cardholderId, now],
  )
  return rows.map(noticeOf)
}

/** Takes notices for one worker: answers how many were still due, since another one may have been quicker. */
export function lease(
  tx: Tx,
  cardholderId: string,
  { ids, now, until }: { ids: readonly string[]; now: Date; until: Date },
): Promise<number> {
  return tx.change(
    `UPDATE notice SET due_at = ? WHERE cardholder_id = ? AND notice_id IN (${marks(ids)}) AND due_at <= ?`,
    [until, cardholderId, ...ids, now],
  )
}

export function endNotices(
  tx: Tx,
  cardholderId: string,
  { ids, outcome }: { ids: readonly string[]; outcome: Outcome },
): Promise<number> {
  return tx.change(
    `UPDATE notice SET due_at = NULL, outcome = ? WHERE cardholder_id = ? AND notice_id IN (${marks(ids)})`,
    [outcome, cardholderId, ...ids],
  )
}

function noticeOf(row: NoticeRow): Notice {
  const topic = row.topic as OutboxTopic
  return {
    id: row.notice_id,
    topic,
    programmeId: row.programme_id,
    cardholderId: row.cardholder_id,
    payload: outboxTopics[topic].parse(JSON.parse(row.payload)),
    way: row.way as Plan['way'],
    dueAt: row.due_at === null ? null : moment(row.due_at),
    outcome: row.outcome as Outcome | null,
    readAt: row.read_at === null ? null : moment(row.read_at),
    createdAt: moment(row.created_at),
  }
}

import { wholeNumber } from '../../../shared/values/integers'
import { type EraseOwn, instantOf, ownPart, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { NewsSettingsRow, NewsSubscriptionRow, NoticeRow } from './notifications.entities'

/** The inbox, the latest first. */
export const ownNotices: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<NoticeRow>(
    `SELECT * FROM notice WHERE cardholder_id = ? ${page.after ? 'AND notice_id < ?' : ''}
     ORDER BY notice_id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => row.notice_id,
    rowOf: (row) => ({
      createdAt: moment(row.created_at).toISOString(),
      topic: row.topic,
      content: row.payload,
      outcome: row.outcome,
      readAt: instantOf(row.read_at === null ? null : moment(row.read_at)),
    }),
  })
}

export const ownNewsSettings: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<NewsSettingsRow>('SELECT * FROM news_settings WHERE cardholder_id = ?', [cardholderId])
  return {
    rows: rows.map((row) => ({ settings: row.settings, changedAt: moment(row.changed_at).toISOString() })),
    next: null,
  }
}

export const ownSubscriptions: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<NewsSubscriptionRow>(
    'SELECT * FROM news_subscription WHERE cardholder_id = ? ORDER BY template',
    [cardholderId],
  )
  return {
    rows: rows.map((row) => ({
      template: row.template,
      acceptedLeft: wholeNumber(row.accepted_left, 'a count'),
      answeredAt: moment(row.answered_at).toISOString(),
    })),
    next: null,
  }
}

export const eraseNotices: EraseOwn = async (tx, cardholderId) => {
  for (const table of ['notice', 'news_settings', 'news_subscription']) {
    await tx.change(`DELETE FROM ${table} WHERE cardholder_id = ?`, [cardholderId])
  }
}

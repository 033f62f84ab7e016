import type { NewsTemplate } from '../../../shared/contract/notifications'
import type { Reader, Tx } from '../../db/database'
import type { NewsSubscriptionRow } from './notifications.entities'

interface Who {
  programmeId: string
  cardholderId: string
}

/** How many messages of each template are accepted and not sent yet. */
export async function acceptedLeft(reader: Reader, cardholderId: string): Promise<Map<NewsTemplate, number>> {
  const rows = await reader.rows<Pick<NewsSubscriptionRow, 'template' | 'accepted_left'>>(
    'SELECT template, accepted_left FROM news_subscription WHERE cardholder_id = ?',
    [cardholderId],
  )
  return new Map(rows.map((row) => [row.template as NewsTemplate, row.accepted_left]))
}

/** One acceptance is one message more. What was refused leaves what was accepted before as it is. */
export function storeAnswers(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { answers, now }: { answers: readonly { template: NewsTemplate; accepted: boolean }[]; now: Date },
): Promise<void> {
  const rows = answers.map(({ template, accepted }) => ({
    cardholder_id: cardholderId,
    template,
    programme_id: programmeId,
    accepted_left: accepted ? 1 : 0,
    answered_at: now,
  }))
  return tx.upsert('news_subscription', rows, { key: ['cardholder_id', 'template'], add: ['accepted_left'] })
}

/** One was sent. */
export function takeAccepted(tx: Tx, cardholderId: string, template: NewsTemplate): Promise<number> {
  return tx.change(
    `UPDATE news_subscription SET accepted_left = accepted_left - 1
     WHERE cardholder_id = ? AND template = ? AND accepted_left > 0`,
    [cardholderId, template],
  )
}

/** WeChat knows better: nothing is left. */
export function forgetAccepted(tx: Tx, cardholderId: string, template: NewsTemplate): Promise<number> {
  return tx.change('UPDATE news_subscription SET accepted_left = 0 WHERE cardholder_id = ? AND template = ?', [
    cardholderId,
    template,
  ])
}

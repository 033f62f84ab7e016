import type { Card } from '../../../shared/contract/cards'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { OutboxPayload } from '../../db/outboxTopics'

interface Changed extends OutboxPayload<'card.changed'> {
  id: string
  programmeId: string
  cardholderId: string
}

/** Leaves word of what became of a card, in the transaction that did it: whoever did not do it themselves has to know. */
export function announceChange(
  tx: Tx,
  change: Changed['change'],
  about: Pick<Changed, 'id' | 'programmeId' | 'cardholderId'> & { card: Pick<Card, 'last4' | 'product'>; now: Date },
): Promise<void> {
  const { id, programmeId, cardholderId, card, now } = about
  const payload = { change, last4: card.last4, product: card.product, changedAt: now.toISOString() }
  return enqueue(tx, { id, topic: 'card.changed', programmeId, cardholderId, payload, now })
}

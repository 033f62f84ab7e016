import type { NewsSettings, NewsTemplate, NewsTopic } from '../../../shared/contract/notifications'
import type { OutboxTopic } from '../../db/outboxTopics'

/** What each message of the outbox is about for whoever reads it, and the WeChat template that carries it. */
export const newsOf: Record<OutboxTopic, { topic: NewsTopic; template: NewsTemplate }> = {
  'redemption.delivered': { topic: 'redemption', template: 'redemptionDelivered' },
  'redemption.redelivered': { topic: 'redemption', template: 'redemptionDelivered' },
  'redemption.released': { topic: 'redemption', template: 'redemptionDelivered' },
  'redemption.refused': { topic: 'redemption', template: 'redemptionFailed' },
  'redemption.failed': { topic: 'redemption', template: 'redemptionFailed' },
  'tier.upgraded': { topic: 'tier', template: 'tierUpgraded' },
  'tier.ending': { topic: 'tier', template: 'tierEnding' },
  'points.expiring': { topic: 'expiring', template: 'pointsExpiring' },
  'security.lock_changed': { topic: 'security', template: 'lockChanged' },
  'security.device_changed': { topic: 'security', template: 'lockChanged' },
  // A card that its owner did not bind is what a thief begins with: told at once, in the night too.
  'card.changed': { topic: 'security', template: 'cardChanged' },
}

/**
 * What wants something of whoever reads it: to spend more, or to redeem in time. It is never brought to somebody under age;
 * their inbox has it, which they open by themselves.
 */
const marketing: ReadonlySet<NewsTemplate> = new Set(['tierEnding', 'pointsExpiring'])

export function isMarketing(template: NewsTemplate): boolean {
  return marketing.has(template)
}

/** What everybody starts with. */
export const firstSettings: NewsSettings = {
  modes: { redemption: 'each', expiring: 'each', tier: 'each', security: 'each' },
  expiringAbove: 100,
  quiet: { on: true, from: '22:00', until: '08:00' },
}

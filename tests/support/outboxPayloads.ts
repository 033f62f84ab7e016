import type { OutboxPayload, OutboxTopic } from '../../server/db/outboxTopics'

/** A message of each topic. */
export const outboxPayloads: { [T in OutboxTopic]: OutboxPayload<T> } = {
  'redemption.delivered': {
    redemptionId: '0'.repeat(26),
    title: '视频会员月卡',
    points: 1_200,
    redeemedAt: '2026-11-22T16:30:00.000Z',
    delivery: 'code',
  },
  'redemption.redelivered': {
    redemptionId: '0'.repeat(26),
    title: '视频会员月卡',
    points: 1_200,
    delivery: 'code',
    redeliveredAt: '2026-11-22T16:30:00.000Z',
  },
  'redemption.released': {
    redemptionId: '0'.repeat(26),
    title: '视频会员月卡',
    points: 1_200,
    delivery: 'code',
    delivered: true,
    releasedAt: '2026-11-22T16:30:00.000Z',
  },
  'redemption.refused': {
    redemptionId: '0'.repeat(26),
    title: '视频会员月卡',
    points: 1_200,
    refusedAt: '2026-11-22T16:30:00.000Z',
  },
  'redemption.failed': {
    redemptionId: '0'.repeat(26),
    title: '话费 10 元',
    points: 1_000,
    failure: 'account_invalid',
    failedAt: '2026-11-22T16:30:00.000Z',
  },
  'tier.upgraded': { from: 'silver', to: 'gold', upgradedAt: '2026-11-22T02:00:00.000Z' },
  'tier.ending': { tier: 'gold', endsOn: '2026-12-22', missing: 1_200, daysLeft: 30 },
  'points.expiring': { amount: 320, expiresOn: '2026-11-29', daysLeft: 7 },
  'security.lock_changed': {
    frozen: true,
    dailyLimitPoints: 500,
    nightLock: false,
    trustedOnly: false,
    changedAt: '2026-11-22T16:30:00.000Z',
  },
  'security.device_changed': { device: 'phone', trusted: true, changedAt: '2026-11-22T16:30:00.000Z' },
  'card.changed': { change: 'bound', last4: '8192', product: 'standard', changedAt: '2026-11-22T16:30:00.000Z' },
}

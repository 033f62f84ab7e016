import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { consent } from './identity'
import { id, instant, pointsCount, shortText } from './schemas'

const bothLanguages = z.object({ zh: z.string(), en: z.string() })

/** What is collected, why, for how long, and what may be done about it, as it is in force. */
export const privacyText = z.object({
  version: shortText,
  /** The first day on which it is in force. */
  since: z.iso.date(),
  summary: bothLanguages,
  /** Data by purpose: what is used for it, on which ground, until when, and who else gets it. */
  purposes: z.array(
    z.object({
      purpose: bothLanguages,
      data: bothLanguages,
      ground: bothLanguages,
      kept: bothLanguages,
      receivers: bothLanguages,
    }),
  ),
  sections: z.array(z.object({ title: bothLanguages, text: bothLanguages })),
})
export type PrivacyText = z.output<typeof privacyText>

/**
 * What a copy of one's own data has, section by section, in the order of the page. Codes are masked in it, phone and accounts
 * too: a copy that lies about somewhere must be worth nothing to whoever finds it.
 */
export const ownFields = {
  profile: ['cardholderId', 'level', 'phoneMasked', 'since'],
  consents: ['version', 'agreedAt', 'withdrawnAt'],
  sessions: ['device', 'validity', 'startedAt', 'lastSeenAt', 'expiresAt', 'trustedAt'],
  cards: ['last4', 'product', 'isDefault', 'boundAt', 'unboundAt'],
  balance: ['pending', 'available', 'held', 'debt'],
  lots: [
    'earned',
    'pending',
    'available',
    'held',
    'redeemed',
    'expired',
    'clawedBack',
    'repaid',
    'availableOn',
    'expiresOn',
  ],
  entries: ['postedAt', 'effectiveOn', 'kind', 'from', 'to', 'amount', 'memo', 'reference'],
  spends: [
    'occurredAt',
    'merchant',
    'amountFen',
    'type',
    'channel',
    'postedOn',
    'mcc',
    'originalAmount',
    'originalCurrency',
    'transactionId',
  ],
  tier: ['tier', 'reachedOn', 'termEndsOn'],
  tierSteps: ['evaluatedAt', 'kind', 'from', 'to', 'reachedOn', 'growth', 'threshold'],
  growth: ['day', 'growth'],
  redemptions: [
    'redeemedAt',
    'title',
    'points',
    'origin',
    'state',
    'codeMasked',
    'accountMasked',
    'orderNo',
    'validUntil',
    'deliveredAt',
  ],
  looks: ['at', 'redemptionId', 'address'],
  choices: ['month', 'tier', 'benefitId', 'chosenAt'],
  tastes: ['chosen', 'personal', 'changedAt'],
  lock: ['frozen', 'dailyLimitPoints', 'nightLock', 'trustedOnly', 'changedAt'],
  decisions: ['at', 'point', 'lane', 'region'],
  notices: ['createdAt', 'topic', 'content', 'outcome', 'readAt'],
  newsSettings: ['settings', 'changedAt'],
  subscriptions: ['template', 'acceptedLeft', 'answeredAt'],
} as const satisfies Record<string, readonly string[]>

export type OwnSection = keyof typeof ownFields
export const ownSections = Object.keys(ownFields) as [OwnSection, ...OwnSection[]]

const ownValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const ownRows = z.object({
  section: z.enum(ownSections),
  rows: z.array(z.record(z.string(), ownValue)),
  /** Asks for the rows after these; null when these were the last. */
  next: z.nullable(z.string()),
})
export type OwnRows = z.output<typeof ownRows>

export const privacyContract = {
  text: endpoint({
    id: 'privacy.text',
    method: 'GET',
    path: '/api/privacy',
    access: 'public',
    summary: 'The text on privacy that is in force, in both languages.',
    reply: privacyText,
    etag: true,
    refusals: [],
  }),
  official: endpoint({
    id: 'privacy.official',
    method: 'GET',
    path: '/api/official',
    access: 'public',
    summary: 'Who we are, so that an imitation can be told from us, and which versions are in force.',
    reply: z.object({
      programmeId: z.string(),
      name: bothLanguages,
      bank: bothLanguages,
      appId: z.string(),
      /** Null before the first catalogue. */
      catalogue: z.nullable(z.object({ version: z.string(), since: instant })),
      serverVersion: z.string(),
    }),
    refusals: ['not_found'],
  }),
  agree: endpoint({
    id: 'privacy.agree',
    method: 'POST',
    path: '/api/privacy/consent',
    access: 'visitor',
    summary: 'Agrees to the text on privacy that is in force; doing it twice is doing it once.',
    body: z.object({ version: shortText }),
    reply: z.object({ consent }),
    refusals: ['consent_required'],
  }),
  withdraw: endpoint({
    id: 'privacy.withdraw',
    method: 'DELETE',
    path: '/api/privacy/consent',
    access: 'visitor',
    summary: 'Withdraws my consent and ends all my sessions; the next login asks again.',
    reply: z.object({ ended: z.int() }),
    refusals: [],
  }),
  export: endpoint({
    id: 'privacy.export',
    method: 'GET',
    path: '/api/privacy/export',
    access: 'visitor',
    summary: 'All that is kept of me, without codes and numbers in clear; long sections come in parts.',
    query: z.object({
      /** One section, from where `cursor` says; without it, the beginning of all. */
      section: z.optional(z.enum(ownSections)),
      cursor: z.optional(z.string().check(z.maxLength(80))),
    }),
    reply: z.object({ programmeId: z.string(), madeAt: instant, sections: z.array(ownRows) }),
    refusals: ['too_many_requests'],
  }),
  deletionPreview: endpoint({
    id: 'privacy.deletionPreview',
    method: 'GET',
    path: '/api/privacy/deletion',
    access: 'visitor',
    summary: 'What deleting my account would take from me, and what stands against it now.',
    reply: z.object({
      points: pointsCount,
      /** Codes and links that could still be used. */
      usable: pointsCount,
      cards: pointsCount,
      openRedemptions: pointsCount,
      held: pointsCount,
      /** Owed because of refunds; it follows the card to whoever binds it again. */
      debt: pointsCount,
      /** Why it would be refused now, or null. */
      refusal: z.nullable(z.literal('deletion_redemption_open')),
      /** What has to be typed; either language will do. */
      word: bothLanguages,
    }),
    refusals: [],
  }),
  deleteAccount: endpoint({
    id: 'privacy.deleteAccount',
    method: 'POST',
    path: '/api/privacy/deletion',
    access: 'visitor',
    summary: 'Deletes my account for good: who I am is erased, points expire, and the books stay without a name.',
    body: z.object({ word: z.string().check(z.maxLength(20)) }),
    reply: z.object({ receipt: id, deletedAt: instant, pointsLost: pointsCount }),
    refusals: ['deletion_redemption_open', 'deletion_word_wrong', 'session_ended'],
  }),
}

import type { ReplyOf } from '../../../shared/contract/endpoint'
import { type OwnSection, ownFields, ownSections, type privacyContract } from '../../../shared/contract/privacy'
import type { ReadOwn } from '../../db/ownData'
import type { RequestOf } from '../../http/mount'
import { ownCards } from '../cards'
import { ownChoices } from '../entitlements'
import { ownConsents, ownProfile, ownSessions } from '../identity'
import { ownBalance, ownEntries, ownLots } from '../points'
import { ownLooks, ownRedemptions } from '../redemption'
import { ownDecisions, ownLock } from '../risk'
import { ownSpends } from '../spend'
import { ownTastes } from '../tastes'
import { ownGrowth, ownTier, ownTierSteps } from '../tiers'
import type { PrivacyDeps } from './dependencies'

type Export = RequestOf<typeof privacyContract.export>

/** Rows of each section in the first answer; whoever wants them all asks on. */
const rowsPerSection = 200
/** Of a section that is asked for alone: years of spending have to fit into the copies of an hour. */
const rowsPerPart = 1_000

/**
 * All that is kept of who asks, through the doors of the features that keep it.
 * @throws Refused too_many_requests
 */
export async function exportOwn(
  deps: PrivacyDeps,
  { session, query, address }: Pick<Export, 'session' | 'query' | 'address'>,
): Promise<ReplyOf<typeof privacyContract.export>> {
  const { cardholderId, programmeId } = session
  await deps.attempts.count('ownData', { cardholder: cardholderId, address })
  const { reader } = deps.database
  const readers = readersOf(deps)
  const page = { after: query.section && query.cursor, limit: query.section ? rowsPerPart : rowsPerSection }
  const sections: ReplyOf<typeof privacyContract.export>['sections'] = []
  // One after another: a copy is in no hurry, and must not take the connections of those who are.
  for (const section of query.section ? [query.section] : ownSections) {
    const { rows, next } = await readers[section](reader, cardholderId, page)
    sections.push({ section, rows: rows.map((row) => named(section, row)), next })
  }
  return { programmeId, madeAt: deps.surroundings.now().toISOString(), sections }
}

/** Just what the contract names, in its order: a column that somebody adds leaves when somebody decides that it does. */
function named(section: OwnSection, row: Record<string, string | number | boolean | null>) {
  return Object.fromEntries(ownFields[section].map((field) => [field, row[field] ?? null]))
}

function readersOf({ vault, notices }: PrivacyDeps): Record<OwnSection, ReadOwn> {
  return {
    ...notices.sections,
    profile: (reader, cardholderId) => ownProfile(reader, vault, cardholderId),
    consents: ownConsents,
    sessions: ownSessions,
    cards: ownCards,
    balance: ownBalance,
    lots: ownLots,
    entries: ownEntries,
    spends: ownSpends,
    tier: ownTier,
    tierSteps: ownTierSteps,
    growth: ownGrowth,
    redemptions: ownRedemptions,
    looks: ownLooks,
    choices: ownChoices,
    tastes: ownTastes,
    lock: ownLock,
    decisions: ownDecisions,
  }
}

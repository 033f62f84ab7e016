import { createHash } from 'node:crypto'
import type { Consent } from '../../../shared/contract/identity'
import type { Reader, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { lockCardholder } from './cardholders.store'
import { insertConsent, type StoredConsent, standingConsent, storeWithdrawn } from './consents.store'
import type { IdentityDeps } from './dependencies'
import { privacyTextInForce } from './privacyText'
import { deleteAllSessions } from './sessions.store'

/** The very words that somebody agreed to can be proved by it, even when the file was changed since. */
const textHash = createHash('sha256').update(JSON.stringify(privacyTextInForce)).digest('hex')

interface Agreeing {
  cardholderId: string
  programmeId: string
  /** The version that was on the screen; none where nobody was asked just now. */
  version: string | undefined
  id: string
  now: Date
}

/**
 * Sees to it that the text in force is agreed to, and writes it down where it was just done.
 * @throws Refused consent_required when it is not, or when what was read is no longer in force
 */
export async function agreeTo(tx: Tx, { cardholderId, programmeId, version, id, now }: Agreeing): Promise<void> {
  const standing = await standingConsent(tx, cardholderId)
  if (isCurrent(standing)) return
  if (version !== privacyTextInForce.version) throw new Refused('consent_required')
  await insertConsent(tx, { cardholderId, id, programmeId, version, textHash, now })
}

/**
 * Asked before a phone number or a card is taken in: a session may be older than the text in force.
 * @throws Refused consent_required
 */
export async function requireConsent(reader: Reader, cardholderId: string): Promise<void> {
  if (!isCurrent(await standingConsent(reader, cardholderId))) throw new Refused('consent_required')
}

/** @throws Refused consent_required when another version is in force by now */
export async function agree(
  { database, surroundings }: IdentityDeps,
  { session: { cardholderId, programmeId }, version }: { session: Session; version: string },
): Promise<{ consent: Consent }> {
  const id = surroundings.newId()
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    await agreeTo(tx, { cardholderId, programmeId, version, id, now })
    return { consent: shownConsent(await standingConsent(tx, cardholderId)) as Consent }
  })
}

/** Withdrawing ends every login: without consent nobody is known here. */
export async function withdraw({ database, surroundings }: IdentityDeps, { cardholderId }: Session) {
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    await storeWithdrawn(tx, { cardholderId, now })
    return { ended: await deleteAllSessions(tx, cardholderId) }
  })
}

export function shownConsent(stored: StoredConsent | null): Consent | null {
  if (!stored) return null
  return { version: stored.version, agreedAt: stored.agreedAt.toISOString(), current: isCurrent(stored) }
}

function isCurrent(stored: StoredConsent | null): boolean {
  return stored?.version === privacyTextInForce.version
}

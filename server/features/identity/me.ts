import type { Me } from '../../../shared/contract/identity'
import { maskPhone } from '../../../shared/values/masks'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Vault } from '../../ports/vault'
import { type Cardholder, findCardholder } from './cardholders.store'
import { shownConsent } from './consent'
import { type StoredConsent, standingConsent } from './consents.store'
import type { IdentityDeps } from './dependencies'
import { findOpenSession, type StoredSession } from './sessions.store'

/** @throws Refused session_ended when the session ended since it was let in. */
export async function showMe(
  { database, vault, surroundings }: IdentityDeps,
  { cardholderId, sessionId }: Session,
): Promise<Me> {
  const cardholder = await findCardholder(database.reader, cardholderId)
  const session = await findOpenSession(database.reader, { cardholderId, sessionId, now: surroundings.now() })
  if (!cardholder || !session) throw new Refused('session_ended')
  const consent = await standingConsent(database.reader, cardholderId)
  return meOf(vault, { cardholder, session, consent })
}

interface Mine {
  cardholder: Cardholder
  session: StoredSession
  consent: StoredConsent | null
}

export function meOf(vault: Vault, { cardholder, session, consent }: Mine): Me {
  const { cardholderId, level, phoneSealed, since } = cardholder
  return {
    cardholderId,
    level,
    phoneMasked: phoneSealed === null ? null : maskPhone(vault.open(phoneSealed)),
    since: since.toISOString(),
    consent: shownConsent(consent),
    session: { id: session.sessionId, validity: session.validity, expiresAt: session.expiresAt.toISOString() },
  }
}

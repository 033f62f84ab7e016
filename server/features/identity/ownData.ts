import { maskPhone } from '../../../shared/values/masks'
import type { Reader } from '../../db/database'
import { instantOf, type OwnPart, type ReadOwn } from '../../db/ownData'
import type { Vault } from '../../ports/vault'
import { findCardholder } from './cardholders.store'
import { consentsOf } from './consents.store'
import { openSessionsOf } from './sessions.store'
import { trustOf } from './trust.store'

export async function ownProfile(reader: Reader, vault: Vault, cardholderId: string): Promise<OwnPart> {
  const cardholder = await findCardholder(reader, cardholderId)
  if (!cardholder) return { rows: [], next: null }
  const { level, phoneSealed, since } = cardholder
  const phoneMasked = phoneSealed === null ? null : maskPhone(vault.open(phoneSealed))
  return { rows: [{ cardholderId, level, phoneMasked, since: since.toISOString() }], next: null }
}

export const ownConsents: ReadOwn = async (reader, cardholderId) => ({
  rows: (await consentsOf(reader, cardholderId)).map(({ version, agreedAt, withdrawnAt }) => ({
    version,
    agreedAt: agreedAt.toISOString(),
    withdrawnAt: instantOf(withdrawnAt),
  })),
  next: null,
})

/** All that are kept: an expired one stays until the next login. */
export const ownSessions: ReadOwn = async (reader, cardholderId) => {
  const trust = await trustOf(reader, cardholderId)
  const sessions = await openSessionsOf(reader, { cardholderId, now: new Date(0) })
  return {
    rows: sessions.map((session) => ({
      device: session.device,
      validity: session.validity,
      startedAt: session.startedAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      trustedAt: instantOf(trust.get(session.sessionId)?.trustedAt ?? null),
    })),
    next: null,
  }
}

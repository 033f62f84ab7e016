import type { Database } from '../../server/db/database'
import { tokenFingerprint } from '../../server/features/risk'
import type { Session } from '../../server/http/sessions'
import type { Vault } from '../../server/ports/vault'
import type { HeldSurroundings } from './surroundings'

let given = 0

/** A token as a right one-time password gives it, without the password. */
export async function givenStepUp(
  { database, surroundings, vault }: { database: Database; surroundings: HeldSurroundings; vault: Vault },
  { session: { cardholderId, programmeId }, boundTo }: { session: Session; boundTo: string },
): Promise<string> {
  const token = String(++given).padStart(43, 't')
  const now = surroundings.now()
  const row = {
    cardholder_id: cardholderId,
    step_up_id: surroundings.newId(),
    programme_id: programmeId,
    challenge_id: 'ch',
    card_token: 'ct',
    bound_to: boundTo,
    token_fingerprint: tokenFingerprint(vault, token),
    expires_at: new Date(now.getTime() + 300_000),
    used_at: null,
    created_at: now,
  }
  await database.inTransaction((tx) => tx.insert('step_up', [row]))
  return token
}

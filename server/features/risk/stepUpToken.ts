import { randomBytes } from 'node:crypto'
import type { Tx } from '../../db/database'
import type { RiskDeps } from './dependencies'
import { tokenFingerprint } from './readGuards'

/** Long enough to send again what asked for it, and no longer. */
const tokenForSeconds = 300

/** Gives a new token for a step-up; null where storing it changed nothing, as there is none any more to give it for. */
export async function giveToken(
  { database, surroundings, vault }: Pick<RiskDeps, 'database' | 'surroundings' | 'vault'>,
  store: (tx: Tx, token: { fingerprint: string; expiresAt: Date }) => Promise<number>,
): Promise<{ stepUpToken: string; expiresInSeconds: number } | null> {
  // The system's own randomness, as for the tokens of sessions: no test has a reason to hold it.
  const stepUpToken = randomBytes(32).toString('base64url')
  const fingerprint = tokenFingerprint(vault, stepUpToken)
  const expiresAt = new Date(surroundings.now().getTime() + tokenForSeconds * 1000)
  const stored = await database.inTransaction((tx) => store(tx, { fingerprint, expiresAt }))
  return stored === 0 ? null : { stepUpToken, expiresInSeconds: tokenForSeconds }
}

import { randomBytes } from 'node:crypto'

/** Long enough to send again what asked for it, and no longer. */
export const tokenForSeconds = 300

/** The system's own randomness, as for the tokens of sessions: no test has a reason to hold it. */
export function newStepUpToken(): string {
  return randomBytes(32).toString('base64url')
}

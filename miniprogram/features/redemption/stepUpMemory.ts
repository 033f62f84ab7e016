import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { StepUpPurpose, securityContract } from '../../../shared/contract/security'

export type Challenge = ReplyOf<(typeof securityContract)['askStepUp']>

/** One-time passwords that were sent and not used yet. Only in memory: they end with the mini-program, if not before. */
const sent = new Map<string, { challenge: Challenge; at: number }>()

export function rememberChallenge(purpose: StepUpPurpose, challenge: Challenge, now: Date): void {
  sent.clear()
  sent.set(JSON.stringify(purpose), { challenge, at: now.getTime() })
}

/** Who closes the dialog to look into the messages and comes back types the password that has come, and needs no other. */
export function knownChallenge(purpose: StepUpPurpose, now: Date): Challenge | undefined {
  const known = sent.get(JSON.stringify(purpose))
  if (!known) return undefined
  const { challenge, at } = known
  const age = Math.floor((now.getTime() - at) / 1_000)
  const left = (seconds: number) => Math.max(0, seconds - age)
  if (left(challenge.expiresInSeconds) === 0) return undefined
  return {
    ...challenge,
    expiresInSeconds: left(challenge.expiresInSeconds),
    resendAfterSeconds: left(challenge.resendAfterSeconds),
  }
}

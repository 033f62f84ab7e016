import type { TakeBack } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { refusedByBank } from './bankReasons'
import { type Challenge, type Confirmed, storeConfirmed } from './challenges.store'
import type { CardsDeps } from './dependencies'

/** How long a confirmed card can still be bound: as long as a caller may repeat a request under its key. */
const confirmedForMs = 24 * 3_600_000

interface Confirming {
  challenge: Challenge
  session: Session
  otp: string
  address: string
}

/**
 * The card behind the challenge: from the bank the first time, from what we kept when the bank has confirmed before.
 * @throws Refused otp_wrong, otp_expired, otp_attempts_exceeded, attempts_exceeded
 */
export async function confirmedCard(deps: CardsDeps, confirming: Confirming): Promise<Confirmed> {
  const { challenge, session, otp, address } = confirming
  const asked = `${challenge.challengeId}\n${otp}`
  const { confirmed: before } = challenge
  if (before && deps.vault.isFingerprint(before.otpFingerprint, 'code', asked)) return before
  const takeBack = await deps.attempts.count('otpTry', {
    phone: challenge.phoneFingerprint,
    card: challenge.cardFingerprint,
    session: session.sessionId,
    cardholder: session.cardholderId,
    address,
  })
  if (before) throw new Refused('otp_wrong')
  const { cardToken, product } = await askBank(deps, { ...confirming, takeBack })
  const confirmed = { otpFingerprint: deps.vault.fingerprint('code', asked), cardToken, product }
  await keep(deps, challenge, confirmed)
  return confirmed
}

/** Only a password that the bank found wrong stays counted. */
async function askBank({ bank }: CardsDeps, { challenge, otp, takeBack }: Confirming & { takeBack: TakeBack }) {
  let wasWrong = false
  try {
    const answer = await bank.confirmOtp({ challengeId: challenge.challengeId, code: otp })
    if (answer.ok) return answer
    wasWrong = answer.reason !== 'otp_expired'
    throw refusedByBank(answer)
  } finally {
    if (!wasWrong) await takeBack()
  }
}

async function keep(
  { database, surroundings }: CardsDeps,
  { cardholderId, challengeId }: Challenge,
  confirmed: Confirmed,
): Promise<void> {
  const expiresAt = new Date(surroundings.now().getTime() + confirmedForMs)
  await database.inTransaction((tx) => storeConfirmed(tx, { cardholderId, challengeId, expiresAt, ...confirmed }))
}

import type { Attempts, TakeBack, Tried } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { OtpConfirmed } from '../../ports/bank'
import { refusedByBank } from './bankReasons'
import { type Challenge, type Confirmed, storeConfirmed, storeWrongTry } from './challenges.store'
import type { CardsDeps } from './dependencies'

/** How long a confirmed card can still be bound: as long as a caller may repeat a request under its key. */
const confirmedForMs = 24 * 3_600_000

/** As at the bank: so many wrong passwords end a challenge. */
const wrongAtMost = 5

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
  const { challenge, otp } = confirming
  const asked = `${challenge.challengeId}\n${otp}`
  const { confirmed: before } = challenge
  if (before && deps.vault.isFingerprint(before.otpFingerprint, 'code', asked)) return before
  const counted = await countTry(deps, confirming)
  if (before) throw new Refused('otp_wrong')
  const ask = challenge.isStrangers ? askForStranger : askBank
  const { cardToken, product, minor: isMinor } = await ask(deps, { ...confirming, ...counted })
  const confirmed = { otpFingerprint: deps.vault.fingerprint('code', asked), cardToken, product, isMinor }
  await keep(deps, challenge, confirmed)
  return confirmed
}

/** A try that is counted, and what is noted of it when the bank is asked. */
interface CountedTry {
  takeBack: TakeBack
  reached: () => void
}

async function countTry(deps: CardsDeps, { challenge, session, address }: Confirming): Promise<CountedTry> {
  const { phoneFingerprint: phone, cardFingerprint: card, programmeId, lane, regionKind } = challenge
  const note = (outcome: 'reached' | 'refused') =>
    deps.noteAtVerifier({ programmeId, door: 'otp', lane, regionKind, outcome })
  const { sessionId, cardholderId: cardholder } = session
  const tried = { phone, card, session: sessionId, cardholder, address, lane }
  try {
    const takeBack = await countAtDoors(deps.attempts, { tried, isStrangers: challenge.isStrangers })
    return { takeBack, reached: () => note('reached') }
  } catch (error) {
    note('refused')
    throw error
  }
}

/** By all doors, or by none of them. */
async function countAtDoors(
  attempts: Attempts,
  { tried, isStrangers }: { tried: Tried<'otpTry'>; isStrangers: boolean },
): Promise<TakeBack> {
  const takeBack = await attempts.count('otpTry', tried)
  if (!isStrangers) return takeBack
  try {
    const takeOtherBack = await attempts.count('strangerOtpTry', tried)
    return async () => void (await Promise.all([takeBack(), takeOtherBack()]))
  } catch (error) {
    await takeBack()
    throw error
  }
}

/** Only a password that the bank found wrong stays counted. */
async function askBank(
  { bank }: CardsDeps,
  { challenge, otp, takeBack, reached }: Confirming & CountedTry,
): Promise<OtpConfirmed> {
  let wasWrong = false
  try {
    reached()
    const answer = await bank.confirmOtp({ challengeId: challenge.bankChallengeId ?? '', code: otp })
    if (answer.ok) return answer
    wasWrong = answer.reason !== 'otp_expired'
    throw refusedByBank(answer)
  } finally {
    if (!wasWrong) await takeBack()
  }
}

/**
 * Where there may be no message, every password but the right one is wrong, whatever the bank says of it; and it is we who
 * count them, since the bank counts none of those that were never sent.
 */
async function askForStranger(
  { bank, database }: CardsDeps,
  { challenge, otp, takeBack, reached }: Confirming & CountedTry,
): Promise<OtpConfirmed> {
  const { bankChallengeId } = challenge
  if (challenge.wrongTries < wrongAtMost && bankChallengeId !== null) {
    reached()
    const answer = await bank.confirmOtp({ challengeId: bankChallengeId, code: otp }).catch(async (error: unknown) => {
      await takeBack()
      throw error
    })
    if (answer.ok) {
      await takeBack()
      return answer
    }
  }
  const wrong = await database.inTransaction((tx) => storeWrongTry(tx, challenge))
  throw new Refused(wrong < wrongAtMost ? 'otp_wrong' : 'otp_attempts_exceeded')
}

async function keep(
  { database, surroundings }: CardsDeps,
  { cardholderId, challengeId }: Challenge,
  confirmed: Confirmed,
): Promise<void> {
  const expiresAt = new Date(surroundings.now().getTime() + confirmedForMs)
  await database.inTransaction((tx) => storeConfirmed(tx, { cardholderId, challengeId, expiresAt, ...confirmed }))
}

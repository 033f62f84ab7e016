import type { RegionKind } from '../../../shared/contract/riskRules'
import type { Counted, TakeBack, Tried } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { CardQuestion } from '../../ports/bank'
import type { CardsDeps } from './dependencies'

/** What is told of a message, whether there is one or not. */
export interface Sent {
  /** Null where no message was sent. */
  bankChallengeId: string | null
  expiresInSeconds: number
  resendAfterSeconds: number
}

interface Asking {
  question: CardQuestion
  tried: Tried<'ownPhoneCheck'> & Tried<'cardCheck'> & Tried<'strangerCheck'> & Tried<'oneTimeMessage'>
  regionKind: RegionKind
}

/**
 * With the caller's own phone. A check that the bank passes is not held against anybody, and a message that was not sent is not
 * counted. When the bank does not answer, nobody guessed wrong, but a message may have gone out.
 *
 * Which part did not fit is not told: the bank looks at the card before it looks at the phone, so its reason would tell of
 * cards that are somebody else's. A phone that it does not know as anybody's has no card that could fit: its verifier is left
 * in peace, and nothing is told of that either.
 * @throws Refused card_not_matched, attempts_exceeded, otp_too_many_messages
 */
export function askWithOwnPhone(deps: CardsDeps, asking: Asking): Promise<Sent> {
  return unlessWrong(countAtVerifier(deps, 'ownPhoneCheck', asking), async () => {
    const { programmeId, phone } = asking.question
    const { lane = 'normal', phone: phoneFingerprint } = asking.tried
    const isKnown = await deps.isPhoneKnown({ programmeId, phone, phoneFingerprint, lane })
    if (isKnown === false) {
      noteRefused(deps, asking)
      throw new Refused('card_not_matched')
    }
    const check = countAtVerifier(deps, isKnown ? 'knownPhoneCheck' : 'cardCheck', asking)
    return unlessWrong(check, () => askForMessage(deps, asking))
  })
}

/** Only what did not match stays counted. */
async function unlessWrong<Answer>(counted: Promise<TakeBack>, act: () => Promise<Answer>): Promise<Answer> {
  const takeBack = await counted
  let isWrong = false
  try {
    return await act()
  } catch (error) {
    isWrong = error instanceof Refused && error.code === 'card_not_matched'
    throw error
  } finally {
    if (!isWrong) await takeBack()
  }
}

async function askForMessage(deps: CardsDeps, asking: Asking): Promise<Sent> {
  const takeMessageBack = await deps.attempts.count('oneTimeMessage', asking.tried)
  const answer = await askNoted(deps, asking)
  if (answer.ok) return { ...answer, bankChallengeId: answer.challengeId }
  await takeMessageBack()
  const { retryAfterSeconds } = answer
  if (answer.reason === 'too_many_messages') throw new Refused('otp_too_many_messages', { retryAfterSeconds })
  throw new Refused('card_not_matched')
}

/** What is told where nothing may be told: not what the bank said, since it says nothing of cards that it does not know. */
const toldToStrangers = { expiresInSeconds: 300, resendAfterSeconds: 60 }

/**
 * With a phone that may be somebody else's. Every check stays counted, since counting the wrong ones alone would tell them from
 * the right ones; whatever the bank says, and also where that phone has had enough messages, the answer is the same.
 * @throws Refused attempts_exceeded; Unsure when the bank does not answer
 */
export async function askForStranger(deps: CardsDeps, asking: Asking): Promise<Sent> {
  await countAtVerifier(deps, 'strangerCheck', asking)
  const message = { ...asking.tried, isStranger: true }
  const takeMessageBack = await deps.attempts.count('oneTimeMessage', message).catch(enoughIsSent)
  if (takeMessageBack === null) return { bankChallengeId: null, ...toldToStrangers }
  const answer = await askNoted(deps, asking)
  if (answer.ok) return { bankChallengeId: answer.challengeId, ...toldToStrangers }
  await takeMessageBack()
  return { bankChallengeId: null, ...toldToStrangers }
}

function enoughIsSent(error: unknown): null {
  if (error instanceof Refused) return null
  throw error
}

function askNoted({ bank, noteAtVerifier }: CardsDeps, { question, tried, regionKind }: Asking) {
  const { lane = 'normal' } = tried
  noteAtVerifier({ programmeId: question.programmeId, door: 'card_check', lane, regionKind, outcome: 'reached' })
  return bank.verifyCard(question)
}

async function countAtVerifier(
  deps: CardsDeps,
  what: Extract<Counted, 'ownPhoneCheck' | 'knownPhoneCheck' | 'cardCheck' | 'strangerCheck'>,
  asking: Asking,
): Promise<TakeBack> {
  try {
    return await deps.attempts.count(what, asking.tried)
  } catch (error) {
    noteRefused(deps, asking)
    throw error
  }
}

function noteRefused({ noteAtVerifier }: CardsDeps, { question: { programmeId }, tried, regionKind }: Asking): void {
  const { lane = 'normal' } = tried
  noteAtVerifier({ programmeId, door: 'card_check', lane, regionKind, outcome: 'refused' })
}

import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { securityContract } from '../../../shared/contract/security'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { CardVerified } from '../../ports/bank'
import { refusedByBank, vouchingCard } from '../cards'
import { boundPurpose } from './boundPurpose'
import type { RiskDeps } from './dependencies'
import { boundTo } from './lock.rules'
import { keepStepUp } from './stepUps.store'

type Ask = RequestOf<typeof securityContract.askStepUp>

/**
 * Has the bank send a one-time password to the phone that it has for a card of long standing, and remembers what it is for. The
 * phone is the bank's, not the one that is logged in here: whoever has only the latter gets no further.
 * @throws Refused not_found (another device), card_required, card_too_new, otp_too_many_messages, or with the bank's reason
 */
export async function askStepUp(
  deps: RiskDeps,
  { session, body, address }: Pick<Ask, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.askStepUp>> {
  const { database, surroundings } = deps
  const { cardholderId, programmeId } = session
  if (body.for === 'device' && body.sessionId !== session.sessionId) throw new Refused('not_found')
  const card = await vouchingCard(database.reader, { cardholderId, now: surroundings.now() })
  if (card === null) throw new Refused('card_required')
  if (card === 'too_new') throw new Refused('card_too_new')
  const { cardToken, last4, phoneFingerprint } = card
  // All messages to a phone are counted together; of a card from before that the phone is not known, and it stands for it.
  const phone = phoneFingerprint ?? cardToken
  const tried = { phone, card: cardToken, session: session.sessionId, cardholder: cardholderId, address }
  const takeBack = await deps.attempts.count('oneTimeMessage', tried)
  const sent = await send(deps, { programmeId, cardToken, takeBack })
  const now = surroundings.now()
  const stepUpId = surroundings.newId()
  await database.inTransaction((tx) =>
    keepStepUp(tx, {
      cardholderId,
      stepUpId,
      programmeId,
      way: 'otp',
      sessionId: null,
      challengeId: sent.challengeId,
      cardToken,
      boundTo: boundTo(boundPurpose(deps.vault, body)),
      expiresAt: new Date(now.getTime() + sent.expiresInSeconds * 1000),
      now,
    }),
  )
  const { phoneMasked, expiresInSeconds, resendAfterSeconds } = sent
  return { stepUpId, phoneMasked, last4, expiresInSeconds, resendAfterSeconds }
}

/** A message that was not sent is not counted; when the bank does not answer, one may have gone out. */
async function send(
  { bank }: RiskDeps,
  { takeBack, ...asked }: { programmeId: string; cardToken: string; takeBack: () => Promise<void> },
): Promise<CardVerified> {
  const answer = await bank.sendOtp(asked)
  if (answer.ok) return answer
  await takeBack()
  throw refusedByBank(answer)
}

import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { securityContract } from '../../../shared/contract/security'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { CardVerified } from '../../ports/bank'
import { defaultCardToken, refusedByBank } from '../cards'
import type { RiskDeps } from './dependencies'
import { boundTo } from './lock.rules'
import { keepStepUp } from './stepUps.store'

type Ask = RequestOf<typeof securityContract.askStepUp>

/**
 * Has the bank send a one-time password to the phone that it has for the default card, and remembers what it is for. The
 * phone is the bank's, not the one that is logged in here: whoever has only the latter gets no further.
 * @throws Refused card_required, otp_too_many_messages, or with the bank's reason
 */
export async function askStepUp(
  deps: RiskDeps,
  { session, body, address }: Pick<Ask, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.askStepUp>> {
  const { database, surroundings } = deps
  const { cardholderId, programmeId } = session
  const card = await defaultCardToken(database.reader, cardholderId)
  if (!card) throw new Refused('card_required')
  const { cardToken, last4 } = card
  const tried = { card: cardToken, session: session.sessionId, cardholder: cardholderId, address }
  const takeBack = await deps.attempts.count('stepUpMessage', tried)
  const sent = await send(deps, { programmeId, cardToken, takeBack })
  const now = surroundings.now()
  const stepUpId = surroundings.newId()
  await database.inTransaction((tx) =>
    keepStepUp(tx, {
      cardholderId,
      stepUpId,
      programmeId,
      challengeId: sent.challengeId,
      cardToken,
      boundTo: boundTo(body),
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

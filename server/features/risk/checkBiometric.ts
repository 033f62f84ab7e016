import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { securityContract } from '../../../shared/contract/security'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { countsBiometric, openidOf } from '../identity'
import type { RiskDeps } from './dependencies'
import { signedText } from './lock.rules'
import { endChallenges, findStepUp, type StepUp, storeFirstToken } from './stepUps.store'
import { giveToken } from './stepUpToken'

type Check = RequestOf<typeof securityContract.checkBiometric>

/**
 * Has WeChat verify what a device signed, and gives the token for what that was made for. One challenge is good for one
 * signature: one that is wrong ends it, one that is right cannot be sent again.
 * @throws Refused device_not_trusted, biometric_refused, attempts_exceeded; Unsure when WeChat does not answer, and the same
 * may be sent again then
 */
export async function checkBiometric(
  deps: RiskDeps,
  { session, params, body, address }: Pick<Check, 'session' | 'params' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.checkBiometric>> {
  const { database, surroundings } = deps
  const { cardholderId } = session
  const { reader } = database
  const key = { cardholderId, stepUpId: params.stepUpId }
  const stepUp = await findStepUp(reader, { ...key, way: 'soter', now: surroundings.now() })
  if (stepUp?.sessionId !== session.sessionId) throw new Refused('biometric_refused')
  if (!(await countsBiometric(reader, session, surroundings.now()))) throw new Refused('device_not_trusted')
  await verify(deps, { stepUp, signed: body, tried: { session: session.sessionId, address } })
  const given = await giveToken(deps, (tx, token) => storeFirstToken(tx, { ...key, ...token }))
  if (!given) throw new Refused('biometric_refused')
  return given
}

interface Verifying {
  stepUp: StepUp
  signed: Check['body']
  tried: { session: string; address: string }
}

/** Only what was found wrong stays counted, together with the passwords that were wrong. */
async function verify(deps: RiskDeps, { stepUp, signed, tried }: Verifying): Promise<void> {
  const { database, vault, wechat, attempts } = deps
  const { cardholderId, challengeId } = stepUp
  const takeBack = await attempts.count('stepUpTry', {
    ...tried,
    card: `device ${tried.session}`,
    cardholder: cardholderId,
  })
  let isWrong = false
  try {
    const isOurs = signedText(signed.resultJSON) === challengeId
    const openid = await openidOf(database.reader, vault, cardholderId)
    // What is not ours is not shown to WeChat: its yes to another text would mean nothing.
    isWrong = !isOurs || !(await wechat.verifySoter({ openid, ...signed }))
    if (!isWrong) return
    await database.inTransaction((tx) => endChallenges(tx, { cardholderId, sessionId: tried.session }))
    throw new Refused('biometric_refused')
  } finally {
    if (!isWrong) await takeBack()
  }
}

import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Lane } from '../../../shared/contract/riskRules'
import type { securityContract } from '../../../shared/contract/security'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { refusedByBank } from '../cards'
import { storeMinor } from '../identity'
import { latestLane } from './decisions.store'
import type { RiskDeps } from './dependencies'
import { findStepUp, type StepUp, storeToken } from './stepUps.store'
import { giveToken } from './stepUpToken'

type Check = RequestOf<typeof securityContract.checkStepUp>

/**
 * Checks the one-time password and gives the token for what it was asked for. The same right password gives a token again,
 * for whoever lost the answer, and the one before it is worth nothing any more.
 * @throws Refused otp_wrong, otp_expired, otp_attempts_exceeded, attempts_exceeded
 */
export async function checkStepUp(
  deps: RiskDeps,
  { session, params, body, address }: Pick<Check, 'session' | 'params' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.checkStepUp>> {
  const { database, surroundings } = deps
  const { cardholderId, sessionId } = session
  const key = { cardholderId, stepUpId: params.stepUpId }
  const stepUp = await findStepUp(database.reader, { ...key, way: 'otp', now: surroundings.now() })
  if (!stepUp) throw new Refused('otp_expired')
  const isMinor = await askBank(deps, { stepUp, otp: body.otp, tried: { session: sessionId, address } })
  const given = await giveToken(deps, async (tx, token) => {
    // Nobody stays under age, and only the bank knows until when.
    await storeMinor(tx, { cardholderId, isMinor })
    return storeToken(tx, { ...key, ...token })
  })
  if (!given) throw new Refused('otp_expired')
  return given
}

interface Checking {
  stepUp: StepUp
  otp: string
  tried: { session: string; address: string }
}

/** Answers whether the bank says that its holder is under age. Only a password that the bank found wrong stays counted. */
async function askBank(deps: RiskDeps, { stepUp, otp, tried }: Checking): Promise<boolean> {
  const { cardholderId, challengeId, cardToken } = stepUp
  const seen = await seenAs(deps, { stepUp, address: tried.address })
  const note = (outcome: 'reached' | 'refused') => deps.noteAtVerifier({ ...seen, outcome })
  const counting = deps.attempts.count('stepUpTry', { ...tried, card: cardToken, cardholder: cardholderId })
  const takeBack = await counting.catch((error: unknown) => {
    note('refused')
    throw error
  })
  let wasWrong = false
  try {
    note('reached')
    const answer = await deps.bank.confirmOtp({ challengeId, code: otp })
    if (!answer.ok) {
      wasWrong = answer.reason !== 'otp_expired'
      throw refusedByBank(answer)
    }
    if (answer.cardToken !== cardToken) throw new Error('the bank confirmed another card than it was asked about')
    return answer.minor
  } finally {
    if (!wasWrong) await takeBack()
  }
}

/** A lane may be an hour old: nobody types a password for longer, and whoever asks anew is judged anew. */
const laneForMs = 3_600_000

/**
 * What is noted of a try: a lock and a device have no lane, a redemption that of its last decision, and isolated is who frees
 * what is held, or looks at a code from where a redemption would be held.
 */
async function seenAs(
  { database, surroundings, regionKindFrom }: RiskDeps,
  { stepUp: { cardholderId, programmeId, boundTo }, address }: { stepUp: StepUp; address: string },
) {
  const after = new Date(surroundings.now().getTime() - laneForMs)
  const laneNow = async (): Promise<Lane> => {
    if (/^(review|reveal) /.test(boundTo)) return 'quarantine'
    if (!boundTo.startsWith('redemption ')) return 'normal'
    return (await latestLane(database.reader, { cardholderId, after })) ?? 'normal'
  }
  const [lane, regionKind] = await Promise.all([laneNow(), regionKindFrom(programmeId, address)])
  return { programmeId, door: 'step_up', lane, regionKind } as const
}

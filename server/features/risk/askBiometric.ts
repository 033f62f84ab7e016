import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { securityContract } from '../../../shared/contract/security'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { countsBiometric } from '../identity'
import { boundPurpose } from './boundPurpose'
import { challengeOf } from './challenge'
import type { RiskDeps } from './dependencies'
import { boundTo } from './lock.rules'
import { endChallenges, keepStepUp } from './stepUps.store'

type Ask = RequestOf<typeof securityContract.askBiometric>

/** A finger is laid on at once or not at all. */
const challengeForSeconds = 120

/**
 * Makes what a device is to sign. A finger or a face shows that somebody whom this phone knows holds it, and nothing of whose
 * phone it is: so only a device counts that its owner has trusted by a one-time password, expressly or a day ago, and no device
 * vouches for itself.
 * @throws Refused device_not_trusted, biometric_refused
 */
export async function askBiometric(
  { database, surroundings, vault }: RiskDeps,
  { session, body }: Pick<Ask, 'session' | 'body'>,
): Promise<ReplyOf<typeof securityContract.askBiometric>> {
  if (body.for === 'device') throw new Refused('biometric_refused')
  const { cardholderId, sessionId, programmeId } = session
  const now = surroundings.now()
  if (!(await countsBiometric(database.reader, session, now))) throw new Refused('device_not_trusted')
  const stepUpId = surroundings.newId()
  const bound = boundTo(boundPurpose(vault, body))
  const challenge = challengeOf(stepUpId, bound)
  const expiresAt = new Date(now.getTime() + challengeForSeconds * 1000)
  const stepUp = { cardholderId, stepUpId, programmeId, way: 'soter' as const, sessionId, boundTo: bound }
  await database.inTransaction(async (tx) => {
    // Whoever asks and asks leaves one row.
    await endChallenges(tx, session)
    await keepStepUp(tx, { ...stepUp, challengeId: challenge, cardToken: '', expiresAt, now })
  })
  return { stepUpId, challenge, expiresInSeconds: challengeForSeconds }
}

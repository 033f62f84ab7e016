import type { identityContract } from '../../../shared/contract/identity'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { hasCardNumber } from '../../ports/cardNumber'
import { findProgramme } from '../programmes'
import { cardholderByOpenid } from './cardholders.store'
import { agreeTo } from './consent'
import { standingConsent } from './consents.store'
import type { IdentityDeps } from './dependencies'
import { meOf } from './me'
import { endOf, sessionsAtMost } from './session.rules'
import { deleteSurplus, insertSession, type StoredSession } from './sessions.store'
import { newToken } from './token'
import { acceptedCode } from './wechatCode'

type LogIn = RequestOf<typeof identityContract.logIn>

/**
 * Logs in whoever WeChat says this is, as a new cardholder of the programme when they were never here. Of who has not agreed to
 * the text on privacy nothing is kept.
 * @throws Refused not_found (programme), wechat_code_invalid, too_many_requests, consent_required
 */
export async function logIn(deps: IdentityDeps, { body, address }: Pick<LogIn, 'body' | 'address'>) {
  const programmeId = body.programmeId ?? deps.defaultProgrammeId
  if (!(await findProgramme(deps.database.reader, programmeId))) throw new Refused('not_found')
  const openid = await openidBehind(deps, { code: body.code, address })
  const { token, ...mine } = await startSession(deps, { ...body, programmeId, openid })
  deps.loggedIn?.(mine.session, address)
  return { token, me: meOf(deps.vault, mine) }
}

async function openidBehind(deps: IdentityDeps, { code, address }: { code: string; address: string }) {
  const takeBack = await deps.attempts.count('logIn', { address })
  const answer = await acceptedCode(() => deps.wechat.codeToSession(code), takeBack)
  await takeBack()
  return answer.openid
}

interface Starting extends Pick<LogIn['body'], 'validity' | 'device' | 'consent'> {
  programmeId: string
  openid: string
}

async function startSession(deps: IdentityDeps, { openid, programmeId, validity, device, consent }: Starting) {
  const { database, vault, surroundings } = deps
  const now = surroundings.now()
  const candidate = {
    cardholderId: surroundings.newId(),
    programmeId,
    openidFingerprints: vault.fingerprints('openid', openid),
    openidSealed: vault.seal(openid),
    now,
  }
  const sessionId = surroundings.newId()
  const consentId = surroundings.newId()
  return database.inTransaction(async (tx) => {
    const cardholder = await cardholderByOpenid(tx, candidate)
    const { cardholderId } = cardholder
    await agreeTo(tx, { cardholderId, programmeId, version: consent?.version, id: consentId, now })
    const token = newToken(cardholderId)
    const session: StoredSession = {
      sessionId,
      cardholderId,
      programmeId,
      device: deviceName(device),
      validity,
      startedAt: now,
      lastSeenAt: now,
      expiresAt: endOf(validity, now),
    }
    await insertSession(tx, { ...session, tokenFingerprint: vault.fingerprint('token', token) })
    await deleteSurplus(tx, { cardholderId, now, keep: sessionsAtMost })
    return { token, cardholder, session, consent: await standingConsent(tx, cardholderId) }
  })
}

/** A device's name is not worth a refusal, but a card number in it is not kept either. */
function deviceName(device: string): string {
  return hasCardNumber(device) ? '' : device
}

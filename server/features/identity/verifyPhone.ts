import { maskPhone } from '../../../shared/values/masks'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { findCardholder, storePhone } from './cardholders.store'
import { requireConsent } from './consent'
import type { IdentityDeps } from './dependencies'
import { acceptedCode } from './wechatCode'

interface Asked {
  session: Session
  body: { code: string }
  address: string
}

/** @throws Refused consent_required, wechat_code_invalid, too_many_requests, session_ended */
export async function verifyPhone(
  deps: IdentityDeps,
  { session: { cardholderId, sessionId, level }, body, address }: Asked,
) {
  const { database, wechat, vault } = deps
  await requireConsent(database.reader, cardholderId)
  const tried = { cardholder: cardholderId, session: sessionId, address }
  const takeBack = await deps.attempts.count('verifyPhone', tried)
  const { phone } = await acceptedCode(() => wechat.phoneNumber(body.code), takeBack)
  const sealed = { phoneSealed: vault.seal(phone), phoneFingerprint: vault.fingerprint('phone', phone) }
  const cardholder = await database.inTransaction(async (tx) => {
    if ((await storePhone(tx, { cardholderId, ...sealed })) === 0) throw new Refused('session_ended')
    return findCardholder(tx, cardholderId)
  })
  return { phoneMasked: maskPhone(phone), level: cardholder?.level ?? level }
}

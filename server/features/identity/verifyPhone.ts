import { maskPhone } from '../../../shared/values/masks'
import type { Session } from '../../http/sessions'
import { findCardholder, storePhone } from './cardholders.store'
import type { IdentityDeps } from './dependencies'
import { acceptedCode } from './wechatCode'

interface Asked {
  session: Session
  body: { code: string }
  address: string
}

/** @throws Refused wechat_code_invalid, too_many_requests */
export async function verifyPhone(deps: IdentityDeps, { session: { cardholderId, level }, body, address }: Asked) {
  const { database, wechat, vault } = deps
  const takeBack = await deps.attempts.count('verifyPhone', { cardholder: cardholderId, address })
  const { phone } = await acceptedCode(() => wechat.phoneNumber(body.code), takeBack)
  const sealed = { phoneSealed: vault.seal(phone), phoneFingerprint: vault.fingerprint('phone', phone) }
  const cardholder = await database.inTransaction(async (tx) => {
    await storePhone(tx, { cardholderId, ...sealed })
    return findCardholder(tx, cardholderId)
  })
  return { phoneMasked: maskPhone(phone), level: cardholder?.level ?? level }
}

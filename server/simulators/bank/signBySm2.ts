import { sm2 } from 'sm-crypto-v2'
import { type EventEnvelope, signedBytes } from '../../ports/bankEvent'

/** SM2 with SM3 under the signer's usual mark, `1234567812345678`: r and s as 128 hex digits. */
export function signEventBySm2(privateKey: string, envelope: EventEnvelope): string {
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  return sm2.doSignature(signedBytes(envelope), privateKey, { hash: true, publicKey })
}

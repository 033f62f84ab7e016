import { bankEventHeaders, type EventKey, signedBytes, type VerifySm2, verifySignature } from '../ports/bankEvent'
import { isInsideWindow } from '../ports/requestSignature'
import type { Gate } from './mount'
import { NonceBook } from './nonceBook'
import { Refused } from './refused'

/**
 * Lets in what the bank signed over these very bytes, within five minutes by our clock, and each nonce once. Which of
 * the three is wrong is not said. How a signature is checked belongs to the key, never to the request. Nonces are remembered
 * by this process only: repeating events changes nothing anyway.
 */
export function bankGate({
  keys,
  verifySm2,
  now,
}: {
  keys: ReadonlyMap<string, EventKey>
  verifySm2: VerifySm2
  now: () => Date
}): Gate['verifyBank'] {
  const nonces = new NonceBook()
  const holds = async (key: EventKey, signed: Signed): Promise<boolean> => {
    if (key.algorithm === 'hmac-sha256') return verifySignature(key.secret, signed)
    const { signature } = signed
    const answer = await verifySm2({ publicKey: key.publicKey, bytes: signedBytes(signed), signature })
    if (answer === 'busy') throw new Refused('busy_try_later', { retryAfterSeconds: 1 })
    return answer
  }
  return async ({ headers, rawBody }) => {
    const header = (name: string) => String(headers[name.toLowerCase()] ?? '')
    const key = keys.get(header(bankEventHeaders.keyId))
    const timestamp = header(bankEventHeaders.timestamp)
    const nonce = header(bankEventHeaders.nonce)
    const signature = header(bankEventHeaders.signature)
    const isFresh = isInsideWindow(timestamp, now()) && nonce.length >= 8 && nonce.length <= 128
    // What is stale, or repeated, costs no check; a nonce is used up only by what was signed.
    if (!isFresh || !key || nonces.has(nonce, now())) throw new Refused('signature_invalid')
    const isSigned = await holds(key, { timestamp, nonce, rawBody, signature })
    if (!isSigned || !nonces.isNew(nonce, now())) throw new Refused('signature_invalid')
  }
}

interface Signed {
  timestamp: string
  nonce: string
  rawBody: string
  signature: string
}

import { bankEventHeaders, verifySignature } from '../ports/bankEvent'
import { isInsideWindow, signatureWindowMs } from '../ports/requestSignature'
import type { Gate } from './mount'
import { Refused } from './refused'

/**
 * Lets in what the bank signed over these very bytes, within five minutes by our clock, and each nonce once. Which of
 * the three is wrong is not said. Nonces are remembered by this process only: repeating events changes nothing anyway.
 */
export function bankGate({
  secrets,
  now,
}: {
  secrets: ReadonlyMap<string, string>
  now: () => Date
}): Gate['verifyBank'] {
  const nonces = new NonceBook()
  return ({ headers, rawBody }) => {
    const header = (name: string) => String(headers[name.toLowerCase()] ?? '')
    const secret = secrets.get(header(bankEventHeaders.keyId))
    const timestamp = header(bankEventHeaders.timestamp)
    const nonce = header(bankEventHeaders.nonce)
    const signature = header(bankEventHeaders.signature)
    const isFresh = isInsideWindow(timestamp, now()) && nonce.length >= 8 && nonce.length <= 128
    const isSigned = secret !== undefined && verifySignature(secret, { timestamp, nonce, rawBody, signature })
    if (!isFresh || !isSigned || !nonces.isNew(nonce, now())) throw new Refused('signature_invalid')
  }
}

/** The nonces of the last ten minutes: twice the window, since a timestamp may lie in the future too. */
class NonceBook {
  private readonly seenAt = new Map<string, number>()

  isNew(nonce: string, now: Date): boolean {
    const oldest = now.getTime() - 2 * signatureWindowMs
    // A map keeps the order of insertion, so the old ones are at its front.
    for (const [known, at] of this.seenAt) {
      if (at >= oldest) break
      this.seenAt.delete(known)
    }
    if (this.seenAt.has(nonce)) return false
    this.seenAt.set(nonce, now.getTime())
    return true
  }
}

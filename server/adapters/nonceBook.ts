import { signatureWindowMs } from '../ports/requestSignature'

/** The nonces of the last ten minutes: twice the window, since a timestamp may lie in the future too. */
export class NonceBook {
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

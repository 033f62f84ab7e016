import { signatureWindowMs } from '../ports/requestSignature'

/** The nonces of the last ten minutes: twice the window, since a timestamp may lie in the future too. */
export class NonceBook {
  private readonly seenAt = new Map<string, number>()

  has(nonce: string, now: Date): boolean {
    const at = this.seenAt.get(nonce)
    return at !== undefined && at >= oldestAt(now)
  }

  /** Whether it is seen for the first time; from then on it is not. */
  isNew(nonce: string, now: Date): boolean {
    // A map keeps the order of insertion, so the old ones are at its front.
    for (const [known, at] of this.seenAt) {
      if (at >= oldestAt(now)) break
      this.seenAt.delete(known)
    }
    if (this.seenAt.has(nonce)) return false
    this.seenAt.set(nonce, now.getTime())
    return true
  }
}

const oldestAt = (now: Date) => now.getTime() - 2 * signatureWindowMs

export interface BreakerLimits {
  /** So many calls in a row without a proper answer open it. */
  unsureInARow: number
  openMs: number
}

/**
 * Keeps new orders away from a supplier that does not answer: each would become one more of which nobody knows what became of
 * it. After a while one of them is let through, to see.
 */
export class Breaker {
  private unsure = 0
  private openUntil: number | null = null
  private isProbing = false

  constructor(private readonly limits: BreakerLimits) {}

  get isOpen(): boolean {
    return this.openUntil !== null
  }

  isProbeDue(now: Date): boolean {
    return this.openUntil !== null && now.getTime() >= this.openUntil && !this.isProbing
  }

  /** Whether a new order may be placed; a yes while it is open is the one probe, and its outcome must be told. */
  mayPlace(now: Date): boolean {
    if (this.openUntil === null) return true
    if (!this.isProbeDue(now)) return false
    this.isProbing = true
    return true
  }

  answered(): void {
    this.unsure = 0
    this.openUntil = null
    this.isProbing = false
  }

  /** `isProbe`: the call was a new order's. */
  unanswered(now: Date, { isProbe }: { isProbe: boolean }): void {
    this.unsure += 1
    const failedProbe = isProbe && this.isProbing
    if (failedProbe || (this.openUntil === null && this.unsure >= this.limits.unsureInARow)) {
      this.openUntil = now.getTime() + this.limits.openMs
    }
    if (failedProbe) this.isProbing = false
  }

  /** The probe came to nothing, such as an order that another worker took. */
  probeWasNone(): void {
    this.isProbing = false
  }
}

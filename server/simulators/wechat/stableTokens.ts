import { randomBytes } from 'node:crypto'

const livesMs = 7_200_000
/** In normal mode a new token is given out this long before the old one ends; both work meanwhile. */
const overlapMs = 300_000
const forcedGapMs = 30_000
const forcedPerDay = 20
const dayMs = 86_400_000

type Token = { token: string; expiresAt: number }
type Given = { access_token: string; expires_in: number }

/** WeChat's `stable_token`: asking again gives the same token, unless a new one is forced. */
export class StableTokens {
  private tokens: Token[] = []
  private forcedAt: number[] = []

  constructor(private readonly now: () => Date) {}

  ask(force: boolean): Given | 'too_frequent' | 'over_quota' {
    const now = this.now().getTime()
    if (force) {
      this.forcedAt = this.forcedAt.filter((at) => now - at < dayMs)
      if (now - (this.forcedAt.at(-1) ?? 0) < forcedGapMs) return 'too_frequent'
      if (this.forcedAt.length >= forcedPerDay) return 'over_quota'
      this.forcedAt.push(now)
      this.tokens = []
    }
    const newest = this.tokens.at(-1)
    const { token, expiresAt } = newest && newest.expiresAt - now > overlapMs ? newest : this.create(now)
    return { access_token: token, expires_in: Math.floor((expiresAt - now) / 1000) }
  }

  state(token: string): 'good' | 'expired' | 'invalid' {
    const found = this.tokens.find((one) => one.token === token)
    if (!found) return 'invalid'
    return found.expiresAt > this.now().getTime() ? 'good' : 'expired'
  }

  /** As when somebody else forces a new one: what we hold is worth nothing from now on. */
  revokeAll(): void {
    this.tokens = []
  }

  private create(now: number): Token {
    const created = { token: randomBytes(48).toString('base64url'), expiresAt: now + livesMs }
    this.tokens = [...this.tokens.slice(-1), created]
    return created
  }
}

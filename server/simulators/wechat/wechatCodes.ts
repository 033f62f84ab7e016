import { randomBytes } from 'node:crypto'

const livesMs = 300_000

type Kind = 'login' | 'phone'
type Issued<User> = { kind: Kind; user: User; expiresAt: number; used: boolean }

/** Codes of `wx.login` and `getPhoneNumber`: each works once, for 5 minutes. */
export class WechatCodes<User> {
  private readonly issued = new Map<string, Issued<User>>()

  constructor(private readonly now: () => Date) {}

  issue(kind: Kind, user: User): string {
    this.forgetOld()
    const code = `0${randomBytes(15).toString('hex')}00`
    this.issued.set(code, { kind, user, expiresAt: this.now().getTime() + livesMs, used: false })
    return code
  }

  redeem(kind: Kind, code: string): { user: User } | 'used' | 'invalid' {
    const found = this.issued.get(code)
    if (!found || found.kind !== kind || this.now().getTime() >= found.expiresAt) return 'invalid'
    if (found.used) return 'used'
    found.used = true
    return { user: found.user }
  }

  private forgetOld(): void {
    for (const [code, { expiresAt }] of this.issued) {
      if (expiresAt > this.now().getTime()) break
      this.issued.delete(code)
    }
  }
}

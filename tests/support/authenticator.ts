import { Secret, TOTP } from 'otpauth'

/** What an authenticator that has this secret shows at a moment. */
export function codeAt(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
}

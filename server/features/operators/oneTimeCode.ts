import { Secret, TOTP } from 'otpauth'

/** Steps of thirty seconds by which the operator's clock may be off, either way. */
const tolerance = 1
const secretBytes = 20

/** A new secret, and the address that an authenticator scans. RFC 6238: SHA-1, six digits, thirty seconds. */
export function newOneTimeSecret(login: string): { secret: string; otpauthUrl: string } {
  const secret = new Secret({ size: secretBytes })
  const otpauthUrl = new TOTP({ issuer: 'Kaquan 卡权', label: login, secret }).toString()
  return { secret: secret.base32, otpauthUrl }
}

/** The step of time whose code this is; null when it is none of now, or not after the one that was used last. */
export function stepOfCode(
  secret: string,
  { code, now, after }: { code: string; now: Date; after: number },
): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: tolerance })
  if (delta === null) return null
  const step = totp.counter({ timestamp }) + delta
  return step > after ? step : null
}

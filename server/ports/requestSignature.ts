import { createHmac, timingSafeEqual } from 'node:crypto'

/** A request older or newer than this, by the receiver's clock, is refused. */
export const signatureWindowMs = 300_000

/** How our requests to the bank and to suppliers are signed: HMAC-SHA256 in hex over the five parts, one to a line. */
export type SignedRequest = {
  /** Unix milliseconds, as text. */
  timestamp: string
  nonce: string
  /** In capitals. */
  method: string
  /** With the query, as sent. */
  path: string
  /** Exactly as sent; empty for a GET. */
  body: string
}

export function signRequest(secret: string, request: SignedRequest): string {
  const { timestamp, nonce, method, path, body } = request
  return createHmac('sha256', secret).update([timestamp, nonce, method, path, body].join('\n')).digest('hex')
}

export function verifyRequest(secret: string, request: SignedRequest & { signature: string }): boolean {
  return sameHex(signRequest(secret, request), request.signature)
}

/** True when the timestamp is a number of milliseconds inside the window around now. */
export function isInsideWindow(timestamp: string, now: Date): boolean {
  return /^\d{1,15}$/.test(timestamp) && Math.abs(Number(timestamp) - now.getTime()) <= signatureWindowMs
}

/** Compares two hex digests in constant time, whatever the length of the one that came from outside. */
export function sameHex(ours: string, theirs: string): boolean {
  if (!/^[0-9a-f]+$/i.test(theirs) || theirs.length !== ours.length) return false
  return timingSafeEqual(Buffer.from(ours, 'hex'), Buffer.from(theirs, 'hex'))
}

import { createHmac } from 'node:crypto'
import { sameHex } from './requestSignature'

/**
 * How the bank signs the events that it sends: HMAC-SHA256 in hex over the timestamp, the nonce and the raw body, one
 * to a line. The events themselves are `bankEvent` in `shared/contract/spend.ts`; the wire is `docs/wire.md`.
 */
export const bankEventHeaders = {
  keyId: 'X-Bank-Key-Id',
  timestamp: 'X-Bank-Timestamp',
  nonce: 'X-Bank-Nonce',
  signature: 'X-Bank-Signature',
} as const

/** The most events that one request may carry. */
export const bankEventsPerRequest = 500

export type EventEnvelope = {
  /** Unix milliseconds, as text. */
  timestamp: string
  nonce: string
  /** The bytes as they came, before any parsing. */
  rawBody: string | Uint8Array
}

export function signEvent(secret: string, envelope: EventEnvelope): string {
  const { timestamp, nonce, rawBody } = envelope
  return createHmac('sha256', secret).update(`${timestamp}\n${nonce}\n`).update(rawBody).digest('hex')
}

/**
 * Constant time. Whether the timestamp is fresh (`isInsideWindow`) and the nonce new is for the receiver to ask, since
 * it has the clock and the book of nonces.
 */
export function verifySignature(secret: string, envelope: EventEnvelope & { signature: string }): boolean {
  return sameHex(signEvent(secret, envelope), envelope.signature)
}

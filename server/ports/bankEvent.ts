import { createHmac } from 'node:crypto'
import { sameHex } from './requestSignature'

/**
 * How the bank signs the events that it sends: over the timestamp, the nonce and the raw body, one to a line, by HMAC-SHA256
 * or by SM2 with SM3, both in hex. The events themselves are `bankEvent` in `shared/contract/spend.ts`; the wire is
 * `docs/wire.md`.
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

/** By what events are checked, as configured for a key id: nothing in a request chooses it. */
export type EventKey = { algorithm: 'hmac-sha256'; secret: string } | { algorithm: 'sm2'; publicKey: string }

/** `sm2:` and the public key, uncompressed, in hex; anything else is a secret. */
export function eventKeyOf(configured: string): EventKey {
  const [, publicKey] = sm2Key.exec(configured) ?? []
  return publicKey
    ? { algorithm: 'sm2', publicKey: publicKey.toLowerCase() }
    : { algorithm: 'hmac-sha256', secret: configured }
}

const sm2Key = /^sm2:(04[0-9a-f]{128})$/i

/** Whether a signature by SM2 holds; `busy` where too many wait to be checked. */
export type VerifySm2 = (asked: { publicKey: string; bytes: Buffer; signature: string }) => Promise<boolean | 'busy'>

/** What is signed. */
export function signedBytes({ timestamp, nonce, rawBody }: EventEnvelope): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(rawBody as Uint8Array)])
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

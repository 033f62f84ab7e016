import { randomBytes, randomInt } from 'node:crypto'
import { bankEventHeaders, signEvent } from '../../server/ports/bankEvent'
import type { BankEvent } from '../../shared/contract/spend'
import { businessDayOf } from '../../shared/values/businessDay'
import { lettersOf } from './boundCards'
import type { PreparedRequest } from './pourRequests'

export interface SigningBank {
  keyId: string
  secret: string
  path: string
}

let made = 0
const run = randomBytes(8).toString('hex')

/** Signed requests, each with one new purchase of one of the cards, made a moment ago. */
export function signedRequests(
  count: number,
  { bank, cards, purchases }: { bank: SigningBank; cards: readonly string[]; purchases: readonly BankEvent[] },
): PreparedRequest[] {
  return Array.from({ length: count }, () => {
    const now = new Date()
    const event: BankEvent = {
      ...(purchases[randomInt(purchases.length)] as BankEvent),
      transaction_id: `tx_${lettersOf(`${run} ${++made}`, 28)}`,
      card_token: cards[randomInt(cards.length)] as string,
      occurred_at: now.toISOString(),
      posted_on: businessDayOf(now),
    }
    return signedRequest(JSON.stringify({ events: [event] }), { bank, now })
  })
}

function signedRequest(
  body: string,
  { bank: { keyId, secret, path }, now }: { bank: SigningBank; now: Date },
): PreparedRequest {
  const timestamp = String(now.getTime())
  const nonce = randomBytes(16).toString('hex')
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    [bankEventHeaders.keyId]: keyId,
    [bankEventHeaders.timestamp]: timestamp,
    [bankEventHeaders.nonce]: nonce,
    [bankEventHeaders.signature]: signEvent(secret, { timestamp, nonce, rawBody: body }),
  }
  return { method: 'POST', path, headers, body }
}

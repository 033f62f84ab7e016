import { createHash } from 'node:crypto'
import type { Database } from '../../server/db/database'
import { idFrom } from '../../shared/values/ids'
import { testProgramme } from '../support/programme'

/** Tokens of letters only, since a run of digits could pass for a card number. */
export function cardTokens(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, at) => `ct_${lettersOf(`card ${from + at}`, 24)}`)
}

/** Letters that are the same for the same text, and spread like a hash. */
export function lettersOf(text: string, length: number): string {
  const hex = createHash('sha256').update(text).digest('hex').slice(0, length)
  return hex.replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)))
}

const cardsAtOnce = 2_000

/** Binds each card to a cardholder of its own, straight into the tables: for benches that are not about binding. */
export async function bindCards(database: Database, tokens: readonly string[]): Promise<void> {
  for (let first = 0; first < tokens.length; first += cardsAtOnce) {
    const cards = tokens.slice(first, first + cardsAtOnce).map(cardOf)
    await database.inTransaction(async (tx) => {
      await tx.insert('card_owner', cards)
      await tx.insert('card', cards.map(boundOf))
    })
  }
}

function cardOf(card_token: string) {
  const idOf = (kind: string) => idFrom(1, createHash('sha256').update(`${kind} ${card_token}`).digest())
  return { programme_id: testProgramme.id, card_token, cardholder_id: idOf('cardholder'), card_id: idOf('card') }
}

function boundOf(card: ReturnType<typeof cardOf>) {
  return { ...card, last4: '0000', product: 'standard', is_default: true, bound_at: new Date(0), unbound_at: null }
}

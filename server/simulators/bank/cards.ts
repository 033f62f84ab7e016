import type { PublishedFile } from './publishedRows'
import { derivedBytes } from './simulatorKey'

/** A card of the simulated bank with its holder. Nobody's name is known, so a holder is called after the card. */
export type SimulatedCard = {
  last4: string
  name: string
  phone: string
  product: 'standard' | 'youth' | 'plus'
  programmeId: string
  /** How many published transactions it has. */
  rows: number
  behaviour: 'normal' | 'frozen' | 'message_lost'
  /** Its holder is under age. */
  minor: boolean
}

/** Cards that are there for what can go wrong. No published card has these digits. */
export const reservedCards = {
  ofAnotherProgramme: '0000',
  frozen: '0001',
  messageLost: '0002',
  ofMinor: '0003',
} as const

const anotherProgramme = 'another-programme'

/** One card for each last four digits in the files, the busiest first, and then the reserved ones. */
export function cardsOf(files: readonly PublishedFile[], programmeId: string): Map<string, SimulatedCard> {
  const counts = new Map<string, number>()
  for (const { rows } of files) {
    for (const { card_last4 } of rows) counts.set(card_last4, (counts.get(card_last4) ?? 0) + 1)
  }
  const real = [...counts].sort(([, one], [, other]) => other - one)
  const cards = real.map(([last4, rows]) => cardOf(last4, { programmeId, rows }))
  cards.push(
    cardOf(reservedCards.ofAnotherProgramme, { programmeId: anotherProgramme }),
    cardOf(reservedCards.frozen, { programmeId, behaviour: 'frozen' }),
    cardOf(reservedCards.messageLost, { programmeId, behaviour: 'message_lost' }),
    cardOf(reservedCards.ofMinor, { programmeId, minor: true }),
  )
  return new Map(cards.map((card) => [card.last4, card]))
}

/** 138, four digits made from the card, and its last four: the same on every machine. */
export function phoneOfCard(last4: string): string {
  const derived = derivedBytes('phone', last4).readUInt32BE() % 10_000
  return `138${String(derived).padStart(4, '0')}${last4}`
}

function cardOf(last4: string, more: Partial<SimulatedCard> & { programmeId: string }): SimulatedCard {
  const name = `持卡人${last4}`
  const usual = { product: productOf(last4), rows: 0, behaviour: 'normal', minor: false } as const
  return { last4, name, phone: phoneOfCard(last4), ...usual, ...more }
}

function productOf(last4: string): SimulatedCard['product'] {
  const byte = derivedBytes('product', last4).readUInt8()
  if (byte < 128) return 'standard'
  return byte < 208 ? 'youth' : 'plus'
}

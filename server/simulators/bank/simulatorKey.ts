import { createHmac } from 'node:crypto'

/** Not a secret: it makes the simulator's tokens, ids and phones the same on every machine and after every restart. */
const simulatorKey = 'kaquan bank simulator'

/** Letters only, so that no run of digits in a token or an id can ever be taken for a card number. */
const letters = 'bcdfghjkmnpqrtvw'

export function derivedBytes(purpose: string, text: string): Buffer {
  return createHmac('sha256', simulatorKey).update(`${purpose}\n${text}`).digest()
}

/** Four bits a letter; at most 64 letters. */
export function derivedLetters({ purpose, text, length }: { purpose: string; text: string; length: number }): string {
  const hex = derivedBytes(purpose, text).toString('hex').slice(0, length)
  return [...hex].map((digit) => letters.charAt(Number.parseInt(digit, 16))).join('')
}

/** The bank's name for a card. The card number is not in it: of the published card, four digits are all there is. */
export function cardTokenOf({ programmeId, last4 }: { programmeId: string; last4: string }): string {
  return `ct_${derivedLetters({ purpose: 'card token', text: `${programmeId}\n${last4}`, length: 24 })}`
}

import { isCardNumberTyped } from '../ports/typedCardNumber'
import { Refused } from './refused'

/**
 * Looks for card numbers in everything that somebody sent, before anything else is done with it or said of it. The bank and
 * suppliers send ids of their own, which may look like card numbers; what they send is looked through where it is read.
 * @throws Refused full_card_number_refused
 */
export function refuseCardNumbers(given: unknown): void {
  if (holdsOne(given)) throw new Refused('full_card_number_refused')
}

/** Names too: what nobody declared may be repeated in an answer that says so. */
function holdsOne(value: unknown): boolean {
  if (typeof value === 'string') return isCardNumberTyped(value)
  if (typeof value === 'number') return value >= 1e12 && isCardNumberTyped(String(value))
  if (Array.isArray(value)) return value.some(holdsOne)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, field]) => isCardNumberTyped(name) || holdsOne(field))
}

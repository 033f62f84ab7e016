import type { Lookup } from '../../../shared/contract/support'
import { isId } from '../../../shared/values/ids'

/**
 * What somebody typed, as what it can be, the likeliest first: a phone, the digits of a card, or a number of ours. An id may
 * be a cardholder's or a redemption's. Empty where it can be nothing.
 */
export function lookupsOf(typed: string): Lookup[] {
  const text = typed.replace(/[\s-]/g, '')
  if (/^(\+?86)?1\d{10}$/.test(text)) return [{ by: 'phone', phone: text.slice(-11) }]
  if (/^\d{4}$/.test(text)) return [{ by: 'card', last4: text }]
  const id = text.toUpperCase()
  if (isId(id)) {
    return [
      { by: 'cardholder', cardholderId: id },
      { by: 'redemption', number: id },
    ]
  }
  const number = typed.trim()
  return /^(?=.*[A-Za-z])[A-Za-z0-9_-]{6,40}$/.test(number) ? [{ by: 'redemption', number }] : []
}

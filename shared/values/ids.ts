/** An identifier made by us: 26 characters of Crockford's base 32, the first ten of them the time, so that ids sort by age. */
export type Id = string & { readonly unit: 'id' }

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function isId(text: string): text is Id {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text)
}

/** An id, or the number of an order, which is one behind a letter: both tell of nobody. */
export function isIdOrOrderNo(text: string): boolean {
  return /^K?[0-9A-HJKMNP-TV-Z]{26}$/.test(text)
}

/**
 * @param at milliseconds since 1970, 48 bits
 * @param entropy at least 10 bytes (80 bits); more are ignored
 * @throws RangeError when the time or the entropy does not fit
 */
export function idFrom(at: number, entropy: Uint8Array): Id {
  if (!Number.isInteger(at) || at < 0 || at >= 2 ** 48) throw new RangeError(`an id needs a time of 48 bits, got ${at}`)
  if (entropy.length < 10) throw new RangeError(`an id needs 10 bytes of entropy, got ${entropy.length}`)
  return (timePart(at) + entropyPart(entropy)) as Id
}

/** When an id was made, to the millisecond. */
export function momentOfId(id: string): Date {
  let at = 0
  for (const digit of id.slice(0, 10)) at = at * 32 + alphabet.indexOf(digit)
  return new Date(at)
}

/** Lower than every id of that moment, and higher than those before it; before 1970 there are none. */
export function firstIdAt(moment: Date): Id {
  return idFrom(Math.max(0, moment.getTime()), new Uint8Array(10))
}

let latest = { at: -1, text: '' }

/** Kept from the last time, since many ids are made in one millisecond. */
function timePart(at: number): string {
  if (latest.at === at) return latest.text
  latest = { at, text: inBase32(at, 10) }
  return latest.text
}

/** Five bytes are eight characters. */
function entropyPart(bytes: Uint8Array): string {
  return inBase32(fiveBytes(bytes, 0), 8) + inBase32(fiveBytes(bytes, 5), 8)
}

function fiveBytes(bytes: Uint8Array, from: number): number {
  let number = 0
  for (let at = from; at < from + 5; at++) number = number * 256 + (bytes[at] as number)
  return number
}

/** At most 2^53. */
function inBase32(number: number, length: number): string {
  let rest = number
  let text = ''
  for (let place = 0; place < length; place++) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

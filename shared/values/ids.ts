/** An identifier made by us: 26 characters of Crockford's base 32, the first ten of them the time, so that ids sort by age. */
export type Id = string & { readonly unit: 'id' }

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function isId(text: string): text is Id {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text)
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

function timePart(at: number): string {
  let rest = at
  let text = ''
  for (let place = 0; place < 10; place++) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function entropyPart(entropy: Uint8Array): string {
  let bits = 0n
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let place = 0; place < 16; place++) {
    text = alphabet.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text
}

import { createHash, createHmac } from 'node:crypto'
import { sameHex } from './requestSignature'

export const signTypes = ['HMAC-SHA256', 'MD5'] as const
export type SignType = (typeof signTypes)[number]

/** One value to a name. An empty value is the same as none. */
export type FormFields = Readonly<Record<string, string>>

/**
 * How suppliers of the form protocol sign: all fields but `sign` that are not empty, sorted by name, joined as
 * `name=value&…` with the values as they are before encoding, then `&key=` and the secret; hex in capitals.
 */
export function signSorted(fields: FormFields, { secret, signType }: { secret: string; signType: SignType }): string {
  const names = Object.keys(fields).filter((name) => name !== 'sign' && fields[name] !== '')
  const pairs = names.sort().map((name) => `${name}=${fields[name]}`)
  const text = [...pairs, `key=${secret}`].join('&')
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', secret)
  return hash.update(text).digest('hex').toUpperCase()
}

/** Constant time. The sign type is the one agreed on: what the fields themselves name must not weaken it. */
export function verifySorted(fields: FormFields, agreed: { secret: string; signType: SignType }): boolean {
  return fields.sign_type === agreed.signType && sameHex(signSorted(fields, agreed), fields.sign ?? '')
}

export function encodeForm(fields: FormFields): string {
  const filled = Object.entries(fields).filter(([, value]) => value !== '')
  return filled.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
}

/** The signature is blind to where a value ends, so only these may hold what separates the others. */
const freeText = new Set(['link'])

/**
 * The fields of a form, without the empty ones; null for anything that two readers could read in two ways: a name
 * twice, broken encoding, or a separator inside a value.
 */
export function parseForm(text: string): FormFields | null {
  const fields: Record<string, string> = Object.create(null)
  for (const pair of text.split('&')) {
    const [, name, encoded] = /^([a-z_]{1,32})=([^=]*)$/.exec(pair) ?? []
    if (name === undefined || encoded === undefined || name in fields) return null
    const value = decoded(encoded)
    if (value === null || (!freeText.has(name) && /[&=]/.test(value))) return null
    fields[name] = value
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function decoded(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '))
  } catch {
    return null
  }
}

import { createHash } from 'node:crypto'
import { isCardNumber } from '../../server/ports/cardNumber'

/** A secret that is planted, to be looked for afterwards. */
export interface Canary {
  kind: CanaryKind
  text: string
}

export type CanaryKind =
  | 'card number'
  | 'phone'
  | 'openid'
  | 'session key'
  | 'one-time password'
  | 'code'
  | 'top-up account'
  | 'password'
  | 'TOTP secret'
  | 'link'
  | 'token'

/** The same on every run, so that a leak that was found is found again. */
function digest(purpose: string, number: number): Buffer {
  return createHash('sha256').update(`canary ${purpose} ${number}`).digest()
}

function digitsOf(purpose: string, number: number, length: number): string {
  return [...digest(purpose, number)]
    .map((byte) => byte % 10)
    .join('')
    .slice(0, length)
}

const some = <T>(count: number, make: (number: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

/** Of the lengths that there are, with a valid check digit. */
function cardNumber(number: number): string {
  const length = [16, 19, 15, 13][number % 4] ?? 16
  const start = `62${digitsOf('card', number, length - 3)}`
  const last = some(10, String).find((digit) => isCardNumber(start + digit))
  return `${start}${last}`
}

const people = 20

export const cardNumbers = some(30, cardNumber)
/** Of each person: what WeChat knows of them. */
export const openids = some(
  people,
  (number) => `${digest('openid', number).toString('base64url').replace(/[-_]/g, 'x').slice(0, 28)}`,
)
export const phones = some(people, (number) => `137${digitsOf('phone', number, 8)}`)
/** As the simulated WeChat makes them; the server is told them and needs none. */
export const sessionKeys = openids.map((openid) => Buffer.from(`session of ${openid}`).toString('base64').slice(0, 24))
export const codes = some(40, (number) => `KQC-${digest('code', number).toString('hex').slice(0, 16).toUpperCase()}`)
export const accounts = some(people, (number) => `139${digitsOf('account', number, 8)}`)
export const passwords = some(12, (number) => `canary ${digest('password', number).toString('base64url').slice(0, 20)}`)
/** The bank sends the first ones; the others are typed by who guesses. */
export const oneTimePasswords = some(30, (number) => digitsOf('otp', number, 8))

/** 192 that are known from the start; TOTP secrets, links, tokens and enrolment codes are made by the server and added. */
export function plantedCanaries(): Canary[] {
  const of = (kind: CanaryKind, texts: readonly string[]) => texts.map((text) => ({ kind, text }))
  return [
    ...of('card number', cardNumbers),
    ...of('phone', phones),
    ...of('openid', openids),
    ...of('session key', sessionKeys),
    ...of('one-time password', oneTimePasswords),
    ...of('code', codes),
    ...of('top-up account', accounts),
    ...of('password', passwords),
  ]
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { secrets } from '../../server/secrets'
import { tablesOfEntities } from '../support/plantedRows'

const tables = tablesOfEntities()
const all = tables.flatMap(({ name: table, columns }) =>
  columns.map(({ name: column }) => ({ name: `${table}.${column}`, column })),
)
const names = all.map(({ name }) => name)

const sealed = secrets.flatMap((each) => each.sealed ?? []).map(({ table, sealed: column }) => `${table}.${column}`)
const everyHash = [
  ...secrets
    .flatMap((each) => each.sealed ?? [])
    .flatMap(({ table, hash }) => (hash ? [`${table}.${hash.column}`] : [])),
  ...secrets.flatMap((each) => each.hashes ?? []).map(({ table, hash }) => `${table}.${hash.column}`),
  ...secrets.flatMap((each) => each.alone ?? []).map(({ table, column }) => `${table}.${column}`),
]

const hashed = [...new Set(everyHash)]

test('what is sealed or hashed under a key is declared, so that a change of keys reaches it', () => {
  const kept = (pattern: RegExp) => all.filter(({ column }) => pattern.test(column)).map(({ name }) => name)
  expect(kept(/cipher|sealed/).sort()).toEqual([...sealed].sort())
  expect(kept(/fingerprint/).sort()).toEqual([...hashed].sort())
})

test('every declared column is there, with its key', () => {
  expect(names).toEqual(expect.arrayContaining([...sealed, ...hashed]))
  for (const { table, key } of [
    ...secrets.flatMap((each) => each.sealed ?? []),
    ...secrets.flatMap((each) => each.hashes ?? []),
  ]) {
    const columns = tables.find(({ name }) => name === table)?.columns ?? []
    const primary = columns.filter(({ isPrimary }) => isPrimary).map(({ name }) => name)
    expect({ table, key: [...key].sort() }).toEqual({ table, key: primary.sort() })
  }
})

test('docs/secrets.md lists them all, and no other', () => {
  const docs = readFileSync(path.join(__dirname, '../../docs/secrets.md'), 'utf8')
  const listed = [...docs.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual([...sealed, ...hashed].sort())
})

/** Words of a column's name that would say that it keeps what must not be kept. */
const forbidden = [
  /card_?(no|num|number)|^pan$|_pan$|full_card/,
  /balance|overdraft|credit_limit/,
  /passw|^pin$|_pin$|cvv|cvc/,
  /id_?(card|no|number)$|identity|ssn|passport|citizen/,
  /session_key|secret(?!s)|^otp$|_otp$/,
  /^phone|_phone$|^openid$|mobile/,
]
/** By name, with the reason. */
const meant: Record<string, string> = {
  'operator.password_hash': 'Argon2id of what an operator signs in with, which opens nothing of a cardholder',
  'cardholder.openid_sealed': 'sealed',
  'cardholder.phone_sealed': 'sealed',
}
const keyed = new Set([...sealed, ...hashed])

test('no column is there for card numbers, balances, passwords or identity numbers', () => {
  const suspicious = all.filter(({ column, name }) => {
    // Ids that we make and tokens that the bank gives name a card and are not its number.
    if (/^(card_id|cardholder_id)$/.test(column) || keyed.has(name)) return false
    return forbidden.some((word) => word.test(column))
  })
  expect(suspicious.map(({ name }) => name).filter((name) => !(name in meant))).toEqual([])
})

test('such a column would be found', () => {
  for (const column of [
    'card_number',
    'card_no',
    'pan',
    'account_balance',
    'password',
    'pin',
    'id_card',
    'id_number',
    'identity',
    'phone',
    'otp',
    'session_key',
  ])
    expect({ column, isFound: forbidden.some((word) => word.test(column)) }).toEqual({ column, isFound: true })
})

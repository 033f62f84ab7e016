import { randomBytes } from 'node:crypto'
import { vaultOf } from '../../server/compose'
import { countAlone, countStale, resealAll } from '../../server/db/reseal'
import { loadCatalogue } from '../../server/features/catalogue'
import { logIn } from '../../server/features/identity/logIn'
import { verifyPhone } from '../../server/features/identity/verifyPhone'
import { spendRoutes } from '../../server/features/spend'
import { createLogger } from '../../server/http/logging'
import { secrets } from '../../server/secrets'
import { type RunningServer, startServer } from '../../server/startServer'
import { bankEvent } from '../support/bankEvents'
import { bindScripted } from '../support/bindScripted'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { testEnvironment } from '../support/environment'
import { agreed, type People, peopleOn, programmeId, sessionOf } from '../support/people'
import { testPosting } from '../support/posting'
import { type TestDatabase, testDatabase } from '../support/testDatabase'

const key = () => randomBytes(32).toString('base64')
const [data1, data2, print1, print2] = [key(), key(), key(), key()]
const before = testEnvironment({ DATA_KEYS: `1:${data1}`, FINGERPRINT_KEY: print1 })
/** The cipher changes as well. */
const during = testEnvironment({
  DATA_CIPHER: 'sm4',
  DATA_KEYS: `1:${data1},2:${data2}`,
  FINGERPRINT_KEYS: `1:${print1},2:sm3:${print2}`,
})
const after = testEnvironment({
  DATA_CIPHER: 'sm4',
  DATA_KEYS: `2:${data2}`,
  FINGERPRINT_KEYS: `2:sm3:${print2}`,
})

const codes = 60
const persons = 6
const codeNumbers = Array.from({ length: codes }, (_, at) => at)

let opened: TestDatabase
let people: People
let server: RunningServer
let tokens: string[]
beforeAll(async () => {
  opened = await testDatabase()
  people = await peopleOn(opened.database)
  people.vault = vaultOf(before)
  const topup = { delivery: 'topup', account: 'phone', category: 'telecom', supplier: 'default', sku: 'P10', stock: 99 }
  const common = { points: 10, limit_per_person: 99 }
  const loaded = await loadCatalogue(
    { ...people, suppliers: new Set(['default']) },
    {
      programmeId,
      benefits: benefitsCsv(
        { ...common, benefit_id: 'CODE', stock: codes },
        { ...common, ...topup, benefit_id: 'TOPUP' },
      ),
      codes: csv(codeNumbers.map((at) => ({ benefit_id: 'CODE', code: `ROTATED-CODE-${at}` }))),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  tokens = []
  for (let number = 1; number <= persons; number++) tokens.push(await somebody(number))
  const environment = during
  server = await startServer({ ...people, environment, logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await server.stop()
  await opened.close()
})

const phoneOf = (number: number) => `1391234000${number}`

/** Somebody with points, whose everything is sealed by the first keys. */
async function somebody(number: number): Promise<string> {
  const body = { code: `openid:rotated-${number}`, validity: 'month' as const, device: '', consent: agreed }
  const { token } = await logIn(people, { body, address: `person ${number}` })
  const phone = { code: `phone:${phoneOf(number)}` }
  await verifyPhone(people, { session: await sessionOf(people, token), body: phone, address: `person ${number}` })
  const last4 = String(1000 + number)
  await bindScripted(people, await sessionOf(people, token), last4)
  const spend = spendRoutes({ ...people, posting: testPosting(people.surroundings) })
  const event = bankEvent(`tx-${number}`, '2026-11-01', { yuan: 900, card_token: `ct_token_${last4}` })
  const blank = { address: '', requestId: 'r', params: undefined, query: undefined, key: undefined }
  await spend.takeEvents({ ...blank, session: null, body: { events: [event] } })
  return token
}

let keys = 0
async function call({ url }: RunningServer, token: string, asked: string | [path: string, body: object]) {
  const [path, body] = typeof asked === 'string' ? [asked] : asked
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': `rotation-key-${String(++keys).padStart(6, '0')}`,
  }
  const answer = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers,
    body: body && JSON.stringify(body),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, string> }
}

const vault = vaultOf(during)
const staleOf = async () => (await countStale(opened.database.reader, vault, secrets)).filter(({ stale }) => stale > 0)

test('everything is brought to the new keys while people redeem, and nothing is lost', async () => {
  expect((await staleOf()).map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
    'benefit_code.cipher',
    'cardholder.openid_sealed',
    'cardholder.phone_sealed',
  ])
  const delivered: string[] = []
  const orders: string[] = []
  const redeeming = tokens.map(async (token, index) => {
    for (let round = 0; round < 8; round++) {
      const code = await call(server, token, ['/api/redemptions', { benefitId: 'CODE', points: 10 }])
      expect(code).toMatchObject({ status: 200, json: { state: 'delivered' } })
      delivered.push((await call(server, token, [`/api/redemptions/${code.json.id}/reveal`, {}])).json.code ?? '')
      const topup = { benefitId: 'TOPUP', points: 10, account: phoneOf(index + 1) }
      const ordered = await call(server, token, ['/api/redemptions', topup])
      expect(ordered).toMatchObject({ status: 200, json: { state: 'held' } })
      orders.push(ordered.json.id ?? '')
    }
  })
  // Two at once, as when somebody starts it twice.
  const rotations = [1, 2].map(() => resealAll({ database: opened.database, vault }, secrets))
  const [first, second] = await Promise.all([...rotations, ...redeeming])
  expect([...(first ?? []), ...(second ?? [])].every(({ stuck }) => stuck === 0)).toBe(true)
  await resealAll({ database: opened.database, vault }, secrets)
  expect(await staleOf()).toEqual([])
  expect(delivered.sort()).toEqual(
    codeNumbers
      .slice(0, 48)
      .map((at) => `ROTATED-CODE-${at}`)
      .sort(),
  )
  const { reader } = opened.database
  for (const { cipher, fingerprint } of await reader.rows<Record<string, string>>('SELECT * FROM benefit_code')) {
    expect(cipher).toMatch(/^sm4v2\./)
    const text = vaultOf(after).open(cipher ?? '')
    expect(text).toMatch(/^ROTATED-CODE-\d+$/)
    expect(fingerprint).toBe(vaultOf(after).fingerprint('code', text))
  }
  const rows = await reader.rows<{ account_fingerprint: string }>(
    'SELECT account_fingerprint FROM redemption WHERE account_fingerprint IS NOT NULL',
  )
  expect(rows).toHaveLength(orders.length)
  for (const row of rows) expect(row.account_fingerprint).toMatch(/^2:/)
})

test('doing it once more changes nothing', async () => {
  const rows = () => opened.database.reader.rows('SELECT * FROM benefit_code ORDER BY seq')
  const known = await rows()
  const done = await resealAll({ database: opened.database, vault }, secrets)
  expect(done.every(({ changed, passedOver, stuck }) => changed + passedOver + stuck === 0)).toBe(true)
  expect(await rows()).toEqual(known)
})

test('with the old keys gone, the same people are the same people, and their codes open', async () => {
  // Whoever comes meanwhile brings their own login along.
  people.surroundings.advance(3_600_000)
  for (const token of tokens.slice(1)) expect(await call(server, token, '/api/me')).toMatchObject({ status: 200 })
  const waiting = await countAlone(opened.database.reader, vault, secrets)
  expect(waiting.find(({ table }) => table === 'session')?.stale).toBe(1)
  const logger = createLogger({ level: 'silent' })
  const last = await startServer({ ...people, environment: after, logger })
  try {
    const statuses = await Promise.all(tokens.map(async (token) => (await call(last, token, '/api/me')).status))
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200])
    const mine = await call(last, tokens[1] ?? '', '/api/redemptions')
    const redemptions = mine.json.redemptions as unknown as { id: string; delivery: string }[]
    for (const { id, delivery } of redemptions.filter((one) => one.delivery === 'code')) {
      const revealed = await call(last, tokens[1] ?? '', [`/api/redemptions/${id}/reveal`, {}])
      expect({ delivery, ...revealed }).toMatchObject({
        status: 200,
        json: { code: expect.stringMatching(/^ROTATED-CODE/) },
      })
    }
  } finally {
    await last.stop()
  }
  const knownBefore = await sessionOf({ ...people, vault }, tokens[1] ?? '')
  const renewed = { ...people, vault: vaultOf(after) }
  const body = { code: 'openid:rotated-2', validity: 'day' as const, device: '' }
  const { me } = await logIn(renewed, { body, address: 'again' })
  expect(me.cardholderId).toBe(knownBefore.cardholderId)
  expect(me.phoneMasked).toBe('139****0002')
})

test('before anything is rotated, somebody known by the older key is found by the newer one too', async () => {
  const body = { code: 'openid:rotated-new', validity: 'day' as const, device: '', consent: agreed }
  const old = await logIn({ ...people, vault: vaultOf(before) }, { body, address: 'first' })
  const again = await logIn({ ...people, vault }, { body, address: 'second' })
  expect(again.me.cardholderId).toBe(old.me.cardholderId)
})

test('what does not open is counted and left, and the rest is changed all the same', async () => {
  const { database } = opened
  await database.inTransaction((tx) =>
    tx.change("UPDATE benefit_code SET cipher = 'v1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' WHERE seq = 60"),
  )
  await database.inTransaction((tx) =>
    tx.change('UPDATE benefit_code SET cipher = ? WHERE seq = 59', [vaultOf(before).seal('ROTATED-CODE-58')]),
  )
  const done = await resealAll({ database, vault }, secrets)
  expect(done.find(({ table }) => table === 'benefit_code')).toMatchObject({ changed: 1, stuck: 1, passedOver: 0 })
  expect(await staleOf()).toEqual([{ table: 'benefit_code', column: 'cipher', stale: 1 }])
})

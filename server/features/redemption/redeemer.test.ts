import { cuttingProxy } from '../../../tests/support/cuttingProxy'
import { outOfOrder } from '../../../tests/support/outOfOrder'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { openSale, personId, priceOfAll } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Database } from '../../db/database'
import { inputHash } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import { openDatabase } from '../../openDatabase'
import { quoteRedemption } from './quoteRedemption'
import { redeemer } from './redeemer'
import type { Redemption } from './redemption'
import type { Agreed } from './redemptionRequest'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
const people = 120

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  const benefits = ['HOT', 'MATES', 'KEYS', 'POISON', 'RACE', 'WIRE', 'DAILY', 'FULL'].map((id) => ({ id, codes: 40 }))
  const campaign = ['FILM', 'TEA'].map((id) => ({ id, codes: 40 }))
  await openSale(opened.database, { people, benefits: [...benefits, ...campaign, { id: 'TOPUP', codes: 40 }] }, vault)
  await change("UPDATE benefit SET campaign_id = 'AUTUMN', campaign_limit = 1 WHERE benefit_id IN ('FILM', 'TEA')")
  await change("UPDATE benefit SET limit_per_day = 1 WHERE benefit_id = 'DAILY'")
  await change(
    `UPDATE benefit SET delivery = 'topup', supplier = 'default', sku = 'data-1g', account_kind = 'phone'
     WHERE benefit_id = 'TOPUP'`,
  )
  await change("DELETE FROM benefit_code WHERE benefit_id = 'TOPUP'")
})
afterAll(() => opened.close())
// Whatever a test did, the books, the pool and the redemptions agree afterwards.
afterEach(async () => {
  expect(await outOfOrder(opened.database.reader)).toEqual([])
})

function change(sql: string): Promise<number> {
  return opened.database.inTransaction((tx) => tx.change(sql))
}

let made = 0
const newKey = () => `key-${++made}-0000000000`

type Asked = Partial<Agreed> & { benefitId: string; key?: string }

/** Person `at` asks a redeemer. */
function ask(
  redeem: ReturnType<typeof redeemer>,
  at: number,
  { key = newKey(), ...agreed }: Asked,
): Promise<Redemption> {
  const cardholderId = personId(at)
  const asked = { points: priceOfAll, ...agreed }
  const endpointId = 'redemption.confirm'
  return redeem({
    who: { programmeId: testProgramme.id, cardholderId },
    key: { ownerId: cardholderId, key, endpointId, inputHash: inputHash(endpointId, asked) },
    agreed: asked,
  })
}

const redeemerOn = (database: Database = opened.database) => redeemer({ database, surroundings, vault })

const told = (trying: Promise<Redemption>) =>
  trying.then(
    ({ state }) => state as string,
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

async function available(at: number): Promise<number> {
  const [row] = await opened.database.reader.rows<{ available: string | number }>(
    'SELECT available FROM v_account WHERE cardholder_id = ?',
    [personId(at)],
  )
  return Number(row?.available)
}

const everybody = Array.from({ length: people }, (_, at) => at)

test('a crowd gets what there is: each code one owner, who got none keeps their points', async () => {
  const redeem = redeemerOn()
  const before = await Promise.all(everybody.map(available))
  const outcomes = await Promise.all(everybody.map((at) => told(ask(redeem, at, { benefitId: 'HOT' }))))
  expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(40)
  expect(outcomes.filter((outcome) => outcome === 'sold_out')).toHaveLength(people - 40)
  for (const at of everybody) {
    const paid = outcomes[at] === 'delivered' ? priceOfAll : 0
    expect([at, await available(at)]).toEqual([at, (before[at] as number) - paid])
  }
})

test('in one batch everybody is decided on their own', async () => {
  const redeem = redeemerOn()
  const wishes: [number, Asked][] = [
    [0, { benefitId: 'MATES' }],
    [1, { benefitId: 'NOT-THERE' }],
    [2, { benefitId: 'MATES', points: 9 }],
    [3, { benefitId: 'TOPUP' }],
    [4, { benefitId: 'TOPUP', account: '123' }],
    [5, { benefitId: 'TOPUP', account: '13800138000' }],
    [6, { benefitId: 'MATES', account: '13800138000' }],
    [7, { benefitId: 'MATES' }],
  ]
  const outcomes = await Promise.all(wishes.map(([at, agreed]) => told(ask(redeem, at, agreed))))
  const invalid = 'account_invalid'
  expect(outcomes).toEqual([
    'delivered',
    'not_found',
    'price_changed',
    'account_required',
    invalid,
    'held',
    invalid,
    'delivered',
  ])
})

test('a key asked again at once, later, and while it is sold out, is one redemption', async () => {
  const redeem = redeemerOn()
  const key = newKey()
  const twice = await Promise.all([1, 2, 3].map(() => ask(redeem, 10, { benefitId: 'KEYS', key })))
  expect(new Set(twice.map(({ id }) => id)).size).toBe(1)
  const refused = { benefitId: 'KEYS', points: 9, key: newKey() }
  expect(await told(ask(redeem, 71, refused))).toBe('price_changed')
  await Promise.all(everybody.slice(11, 60).map((at) => told(ask(redeem, at, { benefitId: 'KEYS' }))))
  expect(await told(ask(redeem, 70, { benefitId: 'KEYS' }))).toBe('sold_out')
  expect((await ask(redeem, 10, { benefitId: 'KEYS', key })).id).toBe(twice[0]?.id)
  expect(await told(ask(redeem, 71, refused))).toBe('price_changed')
  expect(await told(ask(redeem, 10, { benefitId: 'MATES', key }))).toBe('idempotency_key_reused')
})

test('a refusal is kept under its key, unless the moment alone was to blame', async () => {
  const key = newKey()
  expect(await told(ask(redeemerOn(), 12, { benefitId: 'MATES', points: 9, key }))).toBe('price_changed')
  expect(await told(ask(redeemerOn(), 12, { benefitId: 'MATES', points: 9, key }))).toBe('price_changed')
  expect(await told(ask(redeemerOn(), 12, { benefitId: 'MATES', key }))).toBe('idempotency_key_reused')
  const other = newKey()
  expect(await told(ask(redeemerOn(), 12, { benefitId: 'HOT', key: other }))).toBe('sold_out')
  await change("UPDATE benefit_stock SET stock = 41 WHERE benefit_id = 'HOT'")
  await change(`UPDATE benefit_code SET benefit_id = 'HOT', seq = 41 WHERE benefit_id = 'FULL' AND seq = 40`)
  await change("UPDATE benefit_stock SET stock = 39 WHERE benefit_id = 'FULL'")
  expect(await told(ask(redeemerOn(), 12, { benefitId: 'HOT', key: other }))).toBe('delivered')
})

test('limits hold for one person asking many times at once', async () => {
  const redeem = redeemerOn()
  const daily = await Promise.all([1, 2, 3].map(() => told(ask(redeem, 20, { benefitId: 'DAILY' }))))
  expect(daily.sort()).toEqual(['delivered', 'limit_day_reached', 'limit_day_reached'])
  const both = await Promise.all(['FILM', 'TEA'].map((benefitId) => told(ask(redeem, 20, { benefitId }))))
  expect(both.sort()).toEqual(['delivered', 'limit_campaign_reached'])
})

test('an account that is out of order fails alone', async () => {
  const redeem = redeemerOn()
  const shift = (points: number) =>
    change(`UPDATE lot SET available = available + (${points}) WHERE cardholder_id = '${personId(33)}'`)
  await shift(-2_000_000)
  const outcomes = await Promise.all([31, 32, 33, 34, 35].map((at) => told(ask(redeem, at, { benefitId: 'POISON' }))))
  await shift(2_000_000)
  expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(4)
  expect(outcomes[2]).toContain('RangeError')
})

test('a top-up holds the points and orders, in the same transaction, under one number', async () => {
  const redeem = redeemerOn()
  const key = newKey()
  const agreed = { benefitId: 'TOPUP', account: '13900139000' }
  const held = await ask(redeem, 40, { ...agreed, key })
  expect(held).toMatchObject({ state: 'held', accountMasked: '139****9000', orderNo: `K${held.id}`, validUntil: null })
  expect((await ask(redeem, 40, { ...agreed, key })).orderNo).toBe(held.orderNo)
  expect(await told(ask(redeem, 40, { ...agreed, account: '13900999000', key }))).toBe('idempotency_key_reused')
  const orders = await opened.database.reader.rows<Record<string, unknown>>(
    'SELECT order_no, supplier, sku, account_cipher, state, attempts FROM supplier_order WHERE cardholder_id = ?',
    [personId(40)],
  )
  expect(orders).toHaveLength(1)
  expect(orders[0]).toMatchObject({ order_no: held.orderNo, supplier: 'default', sku: 'data-1g', state: 'new' })
  expect(vault.open(String(orders[0]?.account_cipher))).toBe('13900139000')
})

test('two processes on one database sell exactly what there is', async () => {
  const other = await openDatabase(opened.url, { chance: Math.random })
  try {
    const redeemers = [redeemerOn(), redeemerOn(other)]
    const outcomes = await Promise.all(
      everybody.map((at) => told(ask(redeemers[at % 2] as ReturnType<typeof redeemer>, at, { benefitId: 'RACE' }))),
    )
    expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(40)
    expect(outcomes.filter((outcome) => outcome === 'sold_out')).toHaveLength(people - 40)
  } finally {
    await other.close()
  }
})

test('when too many wait the next one is told to come back, and nobody is forgotten', async () => {
  const redeem = redeemerOn()
  const asked = Array.from({ length: 2_300 }, (_, at) => ask(redeem, at % people, { benefitId: `NONE-${at}` }))
  const outcomes = await Promise.allSettled(asked)
  const codes = outcomes.map((one) => (one.status === 'rejected' ? (one.reason as Refused) : null))
  expect(codes.filter((one) => one?.code === 'not_found')).toHaveLength(2_000)
  const busy = codes.filter((one) => one?.code === 'busy_try_later')
  expect(busy).toHaveLength(300)
  expect(busy[0]?.details.retryAfterSeconds).toBe(1)
})

test('a portion can be had from its very moment on, whoever was refused before', async () => {
  const redeem = redeemerOn()
  const releases = JSON.stringify([{ at: '2026-11-22T02:00:00.100Z', stock: 39 }])
  await change(`UPDATE benefit SET releases = '${releases}' WHERE benefit_id = 'FULL'`)
  expect(await told(ask(redeem, 80, { benefitId: 'FULL' }))).toBe('not_released_yet')
  surroundings.advance(99)
  expect(await told(ask(redeem, 81, { benefitId: 'FULL' }))).toBe('not_released_yet')
  surroundings.advance(1)
  expect(await told(ask(redeem, 82, { benefitId: 'FULL' }))).toBe('delivered')
  surroundings.set('2026-11-22T02:00:00.000Z')
})

test('the quote says no later last moment than the code has', async () => {
  const quote = async () =>
    quoteRedemption(
      opened.database.reader,
      { programmeId: testProgramme.id, cardholderId: personId(90), sessionId: '', benefitId: 'TEA' },
      surroundings.now(),
    )
  expect((await quote()).validUntil).toBe('2026-12-22T15:59:59.999Z')
  await change("UPDATE benefit_code SET valid_until = '2026-11-30 15:59:59.999' WHERE benefit_id = 'TEA'")
  const { validUntil } = await quote()
  expect(validUntil).toBe('2026-11-30T15:59:59.999Z')
  const redemption = await ask(redeemerOn(), 90, { benefitId: 'TEA' })
  expect(redemption.validUntil?.toISOString()).toBe(validUntil)
})

// The embedded database has no wire that could be cut.
if (process.env.TEST_DATABASE_SERVER) {
  describe('when the wire to the database is cut', () => {
    it.each(['before', 'after'] as const)(
      '%s the commit arrives, everybody has exactly one redemption',
      async (when) => {
        const proxy = await cuttingProxy(opened.url)
        const database = await openDatabase(proxy.url, { chance: Math.random })
        try {
          const redeem = redeemerOn(database)
          const before = await Promise.all([50, 51, 52].map(available))
          proxy.cutAt('COMMIT', when)
          const outcomes = await Promise.all([50, 51, 52].map((at) => told(ask(redeem, at, { benefitId: 'WIRE' }))))
          expect(outcomes).toEqual(['delivered', 'delivered', 'delivered'])
          expect(proxy.cuts).toBe(1)
          expect(await Promise.all([50, 51, 52].map(available))).toEqual(before.map((points) => points - priceOfAll))
        } finally {
          await database.close()
          await proxy.stop()
        }
      },
    )

    it('and no way leads there any more, the same key succeeds once it does again', async () => {
      const proxy = await cuttingProxy(opened.url)
      const database = await openDatabase(proxy.url, { chance: () => 0 })
      try {
        const redeem = redeemerOn(database)
        const key = newKey()
        proxy.refuse(true)
        await expect(ask(redeem, 53, { benefitId: 'WIRE', key })).rejects.toThrow()
        proxy.refuse(false)
        expect(await told(ask(redeem, 53, { benefitId: 'WIRE', key }))).toBe('delivered')
      } finally {
        await database.close()
        await proxy.stop()
      }
    })
  })
}

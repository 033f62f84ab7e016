import { nextRelease, remainingAt } from '../../../shared/values/stock'
import { benefitsCsv, type Cells, csv, issueCodes } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { findBenefit } from './catalogue.store'
import { expireBatches } from './expireBatches'
import { stockWithin } from './expiry.rules'
import { loadCatalogue } from './loadCatalogue'
import { codesOutOfOrder } from './verifyCodes.store'

let opened: TestDatabase
let programmeId = ''
let programmes = 0
const morning = '2026-11-22T02:00:00.000Z'
const nextMorning = '2026-11-23T02:00:00.000Z'
const surroundings = heldSurroundings(morning)
const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => {
  programmeId = `p-${++programmes}`
  surroundings.set(morning)
})
afterEach(async () => {
  expect(await codesOutOfOrder(opened.database.reader, { now: surroundings.now() })).toEqual([])
})

const batch = (name: string, count: number, valid_until = '') =>
  Array.from({ length: count }, (_, at) => ({
    benefit_id: 'VIDEO-1',
    code: `${name}-${at}-${programmeId}`,
    batch: name,
    valid_until,
  }))

async function load(row: Cells, codes: Cells[]) {
  const files = { benefits: benefitsCsv(row), codes: csv(codes) }
  const result = await loadCatalogue({ database: opened.database, surroundings, vault }, { programmeId, ...files })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

const deps = () => ({ database: opened.database, surroundings })
const issue = (count: number) => issueCodes(deps(), { programmeId, count })
const expire = () => expireBatches(programmeId, deps())
const benefit = async () => {
  const found = await findBenefit(opened.database.reader, { programmeId, benefitId: 'VIDEO-1' })
  if (!found) throw new Error('there is no benefit')
  return found
}
const states = async () => {
  const rows = await opened.database.reader.rows<{ state: string; count: number | string }>(
    'SELECT state, COUNT(*) AS count FROM benefit_code WHERE programme_id = ? GROUP BY state',
    [programmeId],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

test('codes that nobody has by their last moment leave the pool and the stock, others stay', async () => {
  await load({ stock: 8 }, [...batch('NOV', 5, '2026-11-22'), ...batch('LATER', 3, '2026-12-31')])
  expect(await issue(2)).toEqual([1, 2])
  expect(await expire()).toBe(0)
  surroundings.set(nextMorning)
  expect(await expire()).toBe(3)
  expect(await states()).toEqual({ issued: 2, expired: 3, free: 3 })
  expect(await benefit()).toMatchObject({ stock: 5, issued: 2 })
  expect(await issue(4)).toEqual([6, 7, 8])
  expect(await benefit()).toMatchObject({ stock: 5, issued: 5 })
})

test('a batch is closed once, and another run finds nothing', async () => {
  await load({ stock: 2 }, batch('NOV', 2, '2026-11-22'))
  surroundings.set(nextMorning)
  expect(await expire()).toBe(2)
  surroundings.advance(60_000)
  expect(await expire()).toBe(0)
  const [row] = await opened.database.reader.rows<{ expired_at: Date | string }>(
    'SELECT expired_at FROM code_batch WHERE programme_id = ?',
    [programmeId],
  )
  expect(JSON.stringify(row)).toContain('02:00:00.000')
})

test('spare codes keep the stock up', async () => {
  await load({ stock: 4 }, [...batch('NOV', 3, '2026-11-22'), ...batch('OPEN', 3)])
  surroundings.set(nextMorning)
  await expire()
  expect(await benefit()).toMatchObject({ stock: 3, issued: 0 })
  await load({ stock: 5 }, batch('MORE', 4))
  expect(await benefit()).toMatchObject({ stock: 5 })
})

test('portions that wait promise no more than there are codes for', async () => {
  const releases = '2026-11-22 08:00=2|2026-11-24 10:00=4|2026-11-24 20:00=4'
  await load({ stock: 10, releases }, [...batch('NOV', 6, '2026-11-22'), ...batch('OPEN', 4)])
  await issue(1)
  surroundings.set(nextMorning)
  expect(await expire()).toBe(5)
  const left = await benefit()
  expect(left).toMatchObject({ stock: 5, issued: 1 })
  expect(remainingAt(left, surroundings.now())).toBe(0)
  expect(nextRelease(left, surroundings.now())).toEqual({ at: new Date('2026-11-24T02:00:00.000Z'), stock: 4 })
  expect(left.releases).toHaveLength(2)
})

test('thousands of codes leave in several steps; a run that is stopped in between is gone on with', async () => {
  await load({ stock: 4_500 }, batch('NOV', 4_500, '2026-11-22'))
  await issue(10)
  surroundings.set(nextMorning)
  const stopping = new AbortController()
  let transactions = 0
  const stopped = await expireBatches(programmeId, {
    surroundings,
    signal: stopping.signal,
    database: {
      ...deps().database,
      reader: opened.database.reader,
      inTransaction: async (work) => {
        const answer = await opened.database.inTransaction(work)
        transactions += 1
        if (transactions === 1) stopping.abort()
        return answer
      },
    },
  })
  expect(stopped).toBe(2_000)
  expect(await benefit()).toMatchObject({ stock: 2_500, issued: 10 })
  expect(await expire()).toBe(2_490)
  expect(await benefit()).toMatchObject({ stock: 10, issued: 10 })
})

test('two runs at once, with redemptions beside them, take each code once', async () => {
  await load({ stock: 90 }, [...batch('NOV', 40, '2026-11-22'), ...batch('OPEN', 50)])
  surroundings.set(nextMorning)
  const [one, other, first, second] = await Promise.all([expire(), expire(), issue(5), issue(5)])
  expect(one + other).toBe(40)
  expect(new Set([...first, ...second]).size).toBe(10)
  expect(await states()).toEqual({ expired: 40, issued: 10, free: 40 })
  expect(await benefit()).toMatchObject({ stock: 50, issued: 10 })
})

test('a code that is being given away in its last moment stays with its owner', async () => {
  await load({ stock: 3 }, batch('NOV', 3, '2026-11-22'))
  let expiring: Promise<number> | undefined
  const given = await issueCodes(deps(), {
    programmeId,
    beforeCommit: async () => {
      surroundings.set(nextMorning)
      expiring = expire()
      await new Promise((resolve) => setTimeout(resolve, 200))
    },
  })
  expect(given).toEqual([1])
  expect(await expiring).toBe(2)
  expect(await states()).toEqual({ issued: 1, expired: 2 })
  expect(await benefit()).toMatchObject({ stock: 1, issued: 1 })
})

test('what is wrong with a pool is told', async () => {
  await load({ stock: 3 }, batch('OPEN', 3))
  await issue(2)
  const break_ = (sql: string) => opened.database.inTransaction((tx) => tx.change(sql, [programmeId]))
  const told = async () => (await codesOutOfOrder(opened.database.reader)).map((each) => each.split(': ')[1])
  await break_(`UPDATE benefit_code SET state = 'free' WHERE programme_id = ? AND seq = 1`)
  expect(await told()).toEqual([
    '2 issued, but 1 codes given away',
    '1 codes that work were passed over before number 2',
    '1 codes whose state and owner disagree',
  ])
  await break_(`UPDATE benefit_code SET state = 'issued' WHERE programme_id = ? AND seq = 1`)
  await break_('UPDATE benefit_stock SET stock = 4, last_seq = 1 WHERE programme_id = ?')
  expect(await told()).toEqual([
    'a stock of 4 with 1 free codes and 2 issued',
    'code 2 was given away, behind the last number 1',
  ])
  await break_('UPDATE benefit_stock SET stock = 3, last_seq = 2 WHERE programme_id = ?')
})

test.each([
  { stock: 10, issued: 0, free: 12, waiting: [4], within: { stock: 10, waiting: [4] } },
  { stock: 10, issued: 4, free: 3, waiting: [2], within: { stock: 7, waiting: [2] } },
  { stock: 10, issued: 4, free: 3, waiting: [2, 6], within: { stock: 7, waiting: [2, 1] } },
  { stock: 10, issued: 4, free: 0, waiting: [2, 6], within: { stock: 4, waiting: [] } },
  { stock: 5, issued: 5, free: 9, waiting: [1], within: { stock: 5, waiting: [] } },
])('of $stock with $issued issued and $free free codes and $waiting to come remains $within', (each) => {
  const now = surroundings.now()
  const releases = each.waiting.map((stock, at) => ({ at: new Date(now.getTime() + (at + 1) * 1_000), stock }))
  const within = stockWithin({ stock: each.stock, issued: each.issued, releases }, { free: each.free, now })
  expect({ stock: within.stock, waiting: within.releases.map(({ stock }) => stock) }).toEqual(each.within)
})

import { plantedRow, type Table, tablesOfEntities } from '../../../tests/support/plantedRows'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Refused } from '../../http/refused'
import { countTry } from './lockout'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const tableOf = (name: string) => tablesOfEntities().find((table) => table.name === name) as Table

let logins = 0
const vault = testVault()

/** A login that nobody tried before, and how tries at it end: in seconds to wait, or 0 where it may be tried. */
function door() {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const login = `somebody-${++logins}`
  const signedInFrom = (address: string) =>
    opened.database.inTransaction(async (tx) => {
      const at = surroundings.now()
      const session = { text: login, at, operator_id: login, address, started_at: at }
      await tx.insert('operator', [plantedRow(tableOf('operator'), { text: login, at })], { ignoreKnown: true })
      await tx.insert('operator_session', [plantedRow(tableOf('operator_session'), { ...session, id: login })])
    })
  const count = (address: string) => countTry({ database: opened.database, vault, surroundings }, { login, address })
  return {
    surroundings,
    signedInFrom,
    wrong: (address: string) =>
      count(address).then(
        () => 0,
        (refusal: Refused) => refusal.details.retryAfterSeconds,
      ),
    right: async (address: string) => (await count(address)).takeBack(),
  }
}

const [home, away, nearAway] = ['198.18.0.9', '203.0.113.7', '203.0.113.250']

test('a network is shut out from the fifth failure on, twice as long each time, a day at most', async () => {
  const { wrong, surroundings } = door()
  for (let tries = 0; tries < 4; tries++) expect(await wrong(away)).toBe(0)
  for (const minutes of [1, 2, 4, 8, 16]) {
    expect(await wrong(away)).toBe(0)
    expect(await wrong(nearAway)).toBe(minutes * 60)
    surroundings.advance(minutes * 60_000)
  }
  for (let closings = 0; closings < 8; closings++) {
    expect(await wrong(away)).toBe(0)
    const seconds = (await wrong(away)) ?? 0
    expect(seconds).toBeLessThanOrEqual(86_400)
    surroundings.advance(seconds * 1_000)
  }
})

test('failures elsewhere shut the owner out of nothing, and are not forgotten because the owner gets in', async () => {
  const { wrong, right } = door()
  for (let tries = 0; tries < 5; tries++) await wrong(away)
  await right(home)
  expect(await wrong(nearAway)).toBe(60)
  for (let tries = 0; tries < 3; tries++) expect(await wrong(home)).toBe(0)
  await right(home)
  for (let tries = 0; tries < 4; tries++) expect(await wrong(home)).toBe(0)
})

test('from ever new networks the login is closed to everybody from the twenty-first on', async () => {
  const { wrong, right, surroundings } = door()
  for (let tries = 0; tries < 21; tries++) expect(await wrong(`203.1.${tries}.7`)).toBe(0)
  expect(await wrong(home)).toBe(60)
  surroundings.advance(60_000)
  await right(home)
  // Twenty-one are still known: the next failure closes for longer.
  expect(await wrong('203.2.0.7')).toBe(0)
  expect(await wrong(home)).toBe(120)
})

test('nobody is shut out of networks from which they got in lately, and from there their own failures count', async () => {
  const { wrong, right, signedInFrom, surroundings } = door()
  await signedInFrom(home)
  surroundings.advance(29 * 24 * 3_600_000)
  for (let tries = 0; tries < 21; tries++) expect(await wrong(`203.1.${tries}.7`)).toBe(0)
  expect(await wrong(away)).toBe(60)
  await right(home)
  expect(await wrong(away)).toBe(60)
  for (let tries = 0; tries < 5; tries++) expect(await wrong('198.18.0.77')).toBe(0)
  expect(await wrong(home)).toBeGreaterThan(0)
})

test('a network is known for thirty days', async () => {
  const { wrong, signedInFrom, surroundings } = door()
  await signedInFrom(home)
  surroundings.advance(31 * 24 * 3_600_000)
  for (let tries = 0; tries < 21; tries++) await wrong(`203.1.${tries}.7`)
  expect(await wrong(home)).toBe(60)
})

test('a day without a failure forgets them', async () => {
  const { wrong, surroundings } = door()
  for (let tries = 0; tries < 5; tries++) await wrong(away)
  surroundings.advance(25 * 3_600_000)
  for (let tries = 0; tries < 4; tries++) expect(await wrong(away)).toBe(0)
  expect(await wrong(away)).toBe(0)
  expect(await wrong(away)).toBe(60)
})

test('of many tries at the same moment no more come through than one after the other', async () => {
  const { wrong } = door()
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, each) => wrong(each % 2 ? away : nearAway)))
  expect(outcomes.filter((seconds) => seconds === 0)).toHaveLength(5)
})

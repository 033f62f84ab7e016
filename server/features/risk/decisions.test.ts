import type { Lane, RiskFacts, RiskPoint } from '../../../shared/contract/riskRules'
import { idFrom } from '../../../shared/values/ids'
import { plantedRow, tablesOfEntities } from '../../../tests/support/plantedRows'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { insertDecisions, latestLane } from './decisions.store'
import { decisionNamed, decisionsPage, peopleAlike } from './decisionsAtDesk.store'
import { ownDecisions } from './ownDecisions.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const start = Date.parse('2026-11-22T04:00:00.000Z')
const minute = (count: number) => new Date(start + count * 60_000)
const idAt = (count: number) => idFrom(minute(count).getTime(), new Uint8Array(10).fill(7))

const none = { tenMinutes: 0, hour: 0 }
const facts: RiskFacts = {
  ...{ point: 'redeem', regionKind: 'home', region: '浙江省 杭州市', deviceTrusted: true, deviceHours: 1 },
  ...{ bindingHours: null, points: 100, hour: 12, wechatRank: null },
  ...{ perCardholder: none, perDevice: none, perCard: none, perAddress: none, perNetwork: none },
}

interface Made {
  who: string
  at: number
  lane: Lane
  hasRedemption: boolean
  point?: RiskPoint
  programmeId?: string
}

async function decide({ who, at, lane, hasRedemption, point = 'redeem', programmeId = 'p' }: Made): Promise<void> {
  const redemptions = tablesOfEntities().filter(({ name }) => name === 'redemption')
  const seen = { facts: { ...facts, point }, addressFingerprint: 'a', networkFingerprint: `n ${who}` }
  const decided = { programmeId, cardholderId: who, lane, rules: ['one'], version: 'v', shadow: null, ...seen }
  await opened.database.inTransaction(async (tx) => {
    await insertDecisions(tx, [{ id: idAt(at), hasRedemption, decided }])
    const named = { id: idAt(at), cardholder_id: who, programme_id: programmeId }
    for (const table of hasRedemption ? redemptions : [])
      await tx.insert('redemption', [plantedRow(table, { text: idAt(at), at: minute(at), ...named })])
  })
}

beforeAll(async () => {
  await decide({ who: 'one', at: 1, lane: 'step_up', hasRedemption: false })
  await decide({ who: 'one', at: 2, lane: 'quarantine', hasRedemption: true })
  await decide({ who: 'other', at: 3, lane: 'normal', hasRedemption: true })
  await decide({ who: 'one', at: 4, lane: 'normal', hasRedemption: true })
  await decide({ who: 'one', at: 5, lane: 'step_up', hasRedemption: false, point: 'bind_card' })
  await decide({ who: 'elsewhere', at: 6, lane: 'normal', hasRedemption: true, programmeId: 'q' })
})

const minutesOf = (decisions: readonly { at?: unknown }[]) =>
  decisions.map(({ at }) => (Date.parse(String(at)) - start) / 60_000)
const listed = async (asked: object) =>
  minutesOf(await decisionsPage(opened.database.reader, { programmeId: 'p', limit: 10, ...asked }))

test('those of a programme are listed the newest first, and of a cardholder those with a redemption and those without', async () => {
  expect(await listed({})).toEqual([5, 4, 3, 2, 1])
  expect(await listed({ cardholderId: 'one' })).toEqual([5, 4, 2, 1])
  expect(await listed({ cardholderId: 'one', before: idAt(4), limit: 1 })).toEqual([2])
  expect(await listed({ cardholderId: 'one', lane: 'step_up', point: 'redeem' })).toEqual([1])
  expect(await listed({ cardholderId: 'elsewhere' })).toEqual([])
})

test('one says what it led to', async () => {
  const { reader } = opened.database
  const held = { programmeId: 'p', decisionId: idAt(2) }
  expect(await decisionNamed(reader, held)).toMatchObject({ cardholderId: 'one', redemptionId: idAt(2), facts })
  expect(await decisionNamed(reader, { programmeId: 'p', decisionId: idAt(1) })).toMatchObject({ redemptionId: null })
  expect(await decisionNamed(reader, { programmeId: 'q', decisionId: idAt(1) })).toBeNull()
  const alike = { cardholdersOnAddress: 2, cardholdersOnNetwork: 1 }
  expect(await peopleAlike(reader, { programmeId: 'p', decisionId: idAt(3) })).toEqual(alike)
})

test('the lane of somebody is that of their last redemption, asked for or made, since a moment', async () => {
  const since = (who: string, at: number) =>
    latestLane(opened.database.reader, { cardholderId: who, after: minute(at) })
  expect(await since('one', 0)).toBe('normal')
  expect(await since('one', 4)).toBe('normal')
  expect(await since('one', 5)).toBeNull()
  expect(await since('nobody', 0)).toBeNull()
})

test('their own copy has all of them, in parts', async () => {
  const part = (after?: string) => ownDecisions(opened.database.reader, 'one', { after, limit: 3 })
  const first = await part()
  expect(minutesOf(first.rows)).toEqual([5, 4, 2])
  expect(minutesOf((await part(first.next ?? '')).rows)).toEqual([1])
})

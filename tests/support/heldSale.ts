import { velocityInMemory } from '../../server/adapters/velocity.memory'
import {
  redemptionRoutes,
  refuseHeld,
  releaseHeld,
  reviewsOutOfOrder,
  riskRoutes,
} from '../../server/features/redemption'
import { observeAttempts } from '../../server/features/risk'
import { inputHash } from '../../server/http/idempotency'
import { Refused } from '../../server/http/refused'
import type { DeviceTrace, Session } from '../../server/http/sessions'
import { blankRequest } from './blankRequest'
import { givenStepUp } from './givenStepUp'
import { outOfOrder } from './outOfOrder'
import { installTestProgramme, testProgramme } from './programme'
import { from, scriptedRegions, testRules } from './riskRules'
import { openSale, personId, priceOfAll } from './sale'
import { heldSurroundings } from './surroundings'
import { type TestDatabase, testDatabase } from './testDatabase'
import { testVault } from './testVault'

export let opened: TestDatabase
export const start = '2026-11-22T04:00:00.000Z'
export const surroundings = heldSurroundings(start)
export const vault = testVault()
export const codesEach = 40
export let routes: ReturnType<typeof redemptionRoutes>
let cleared: ReturnType<typeof riskRoutes>

/** Opens a sale of a programme with risk rules in a database of its own; to be called where tests are described. */
export function describeHeldSale(): void {
  beforeAll(async () => {
    opened = await testDatabase()
    await installTestProgramme(opened.database, { risk: testRules })
    const benefits = ['TEA', 'LAST', 'TOPUP', 'SHORT'].map((id) => ({ id, codes: id === 'LAST' ? 1 : codesEach }))
    await openSale(opened.database, { people: 60, benefits }, vault)
    await change(
      `UPDATE benefit SET delivery = 'topup', supplier = 'default', sku = 'data-1g', account_kind = 'phone'
       WHERE benefit_id = 'TOPUP'`,
    )
    await change("DELETE FROM benefit_code WHERE benefit_id = 'TOPUP'")
    const { database } = opened
    const velocity = velocityInMemory()
    const observe = observeAttempts({
      reader: database.reader,
      surroundings,
      vault,
      regions: scriptedRegions,
      velocity,
    })
    routes = redemptionRoutes({ database, surroundings, vault, observe })
    cleared = riskRoutes({ database, surroundings, vault })
  })
  afterAll(() => opened.close())
  beforeEach(() => surroundings.set(start))
  // Whatever a test did, books, pool, orders, redemptions and reviews agree afterwards.
  afterEach(async () => {
    const { reader } = opened.database
    expect([...(await outOfOrder(reader)), ...(await reviewsOutOfOrder(reader))]).toEqual([])
  })
}

export const change = (sql: string) => opened.database.inTransaction((tx) => tx.change(sql))
export const rows = <Row>(sql: string, parameters: string[] = []) => opened.database.reader.rows<Row>(sql, parameters)

let people = 0
/** Somebody new with points, on a device that logged in ten days ago. */
export function person(device: Partial<DeviceTrace> = {}): Session {
  const cardholderId = personId(people++)
  const startedAt = new Date(Date.parse(start) - 10 * 86_400_000)
  const trace = { startedAt, trustedAt: null, wechatRank: null, wechatRankAt: null, ...device }
  return { cardholderId, programmeId: testProgramme.id, sessionId: cardholderId, level: 'cardholder', device: trace }
}

let made = 0
export const newKey = () => `held-key-${++made}-0000`
export const blank = { ...blankRequest, address: '' }

export interface Asking {
  key?: string
  benefitId?: string
  stepUp?: string
  address?: string
  account?: string
}

export function confirm(
  session: Session,
  { key = newKey(), benefitId = 'TEA', stepUp, account, ...where }: Asking = {},
) {
  const { address = from.abroad } = where
  const body = { benefitId, points: priceOfAll, stepUp, account }
  const endpointId = 'redemption.confirm'
  const claimed = { ownerId: session.cardholderId, key, endpointId, inputHash: inputHash(endpointId, { body }) }
  return routes.confirm({ ...blank, address, session, key: claimed, body })
}

export const told = (trying: Promise<{ state: string }>) =>
  trying.then(
    ({ state }) => state,
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

export const stepUpFor = (session: Session, boundTo: string) =>
  givenStepUp({ database: opened.database, surroundings, vault }, { session, boundTo })

export const nameOf = ({ programmeId, cardholderId }: Session, { id: redemptionId }: { id: string }) => ({
  programmeId,
  cardholderId,
  redemptionId,
})
export const byPerson = { by: 'operator-1', reason: 'looked at it', surroundings }
export const release = (session: Session, held: { id: string }) =>
  opened.database.inTransaction((tx) => releaseHeld(tx, nameOf(session, held), byPerson))
export const refuse = (session: Session, held: { id: string }) =>
  opened.database.inTransaction((tx) => refuseHeld(tx, nameOf(session, held), byPerson))
export const clear = async (session: Session, { id }: { id: string }, stepUp?: string) =>
  cleared.clear({
    ...blank,
    session,
    params: { redemptionId: id },
    body: { stepUp: stepUp ?? (await stepUpFor(session, `review ${id}`)) },
  })

export async function account({ cardholderId }: Session) {
  const [row] = await rows<{ available: string; held: string }>(
    'SELECT available, held FROM v_account WHERE cardholder_id = ?',
    [cardholderId],
  )
  return { available: Number(row?.available), held: Number(row?.held) }
}
export const full = 3_000_000

interface DecisionSeen {
  lane: string
  rules: string
  facts: string
  redemption_id: string | null
}
export const decisions = ({ cardholderId }: Session) =>
  rows<DecisionSeen>(
    `SELECT lane, rules, facts, CASE WHEN apart_of IS NULL THEN id ELSE NULL END AS redemption_id
     FROM risk_decision WHERE cardholder_id = ? ORDER BY id`,
    [cardholderId],
  )
export const review = async (session: Session) => {
  const [row] = await rows<{ state: string; decided_by: string | null; account_cipher: string | null }>(
    'SELECT state, decided_by, account_cipher FROM risk_review WHERE cardholder_id = ?',
    [session.cardholderId],
  )
  return row
}
export const topics = async ({ cardholderId }: Session) =>
  (await rows<{ topic: string }>('SELECT topic FROM outbox WHERE cardholder_id = ? ORDER BY id', [cardholderId])).map(
    ({ topic }) => topic,
  )

import fc from 'fast-check'
import type { RequestAsked } from '../../../shared/contract/requests'
import { addDays, businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { eventsOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { Refused } from '../../http/refused'
import { ageAccounts, showPointsAtDesk, verifyBooks } from '../points'
import { takeEvents } from '../spend'
import { type DeskDeps, executeRequest } from './executeRequest'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  // Points live for a month, so that a walk of a few weeks sees them expire.
  await installTestProgramme(opened.database, { expiry: { kind: 'rolling_months', months: 1 } })
})
afterAll(() => opened.close())

/** One thing that happens; where it names a purchase or a lot, it is the `at`th of those that there are. */
const step = fc.oneof(
  fc.record({ does: fc.constant('spend' as const), yuan: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ does: fc.constant('refund' as const), at: fc.nat(9), yuan: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ does: fc.constant('stray refund' as const), yuan: fc.integer({ min: 91, max: 99 }) }),
  fc.record({ does: fc.constant('redeem' as const), percent: fc.integer({ min: 50, max: 110 }) }),
  fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 5, max: 45 }) }),
  fc.record({ does: fc.constant('adjust' as const), points: fc.integer({ min: -60, max: 60 }).filter(Boolean) }),
  fc.record({ does: fc.constant('write off' as const), percent: fc.integer({ min: 10, max: 110 }) }),
  fc.record({ does: fc.constant('extend' as const), at: fc.nat(9), days: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ does: fc.constant('reinstate' as const), at: fc.nat(9), days: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ does: fc.constant('match' as const), at: fc.nat(9) }),
  fc.record({ does: fc.constant('dismiss' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Walk {
  card: BoundForTest
  surroundings: HeldSurroundings
  deps: DeskDeps
  purchases: string[]
  strays: string[]
}

let walks = 0

async function newWalk(): Promise<Walk> {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const vault = testVault()
  const posting = testPosting(surroundings)
  const { database } = opened
  const deps = { database, surroundings, vault, posting, defaultProgrammeId: testProgramme.id }
  const card = await boundCard(database, `w${String(++walks).padStart(7, '0')}`)
  const walk = { card, surroundings, deps, purchases: [], strays: [] }
  await act(walk, { does: 'spend', yuan: 50 })
  return walk
}

/** Refusals are part of a walk; anything else that is thrown is a defect. */
async function act(walk: Walk, next: Step): Promise<void> {
  walk.surroundings.advance(60_000)
  try {
    await doStep(walk, next)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

async function doStep(walk: Walk, next: Step): Promise<void> {
  const { card, surroundings, deps, purchases, strays } = walk
  const today = businessDayOf(surroundings.now())
  const own = (id: string) => `${card.cardToken}_${id}`
  if (next.does === 'spend') return tell(walk, { yuan: next.yuan, as: purchases })
  if (next.does === 'refund') {
    return tell(walk, { yuan: -next.yuan, as: [], of: pick(purchases, next.at) })
  }
  if (next.does === 'stray refund') return tell(walk, { yuan: -next.yuan, as: strays })
  if (next.does === 'wait') {
    surroundings.advance(next.days * 86_400_000)
    await ageAccounts(testProgramme.id, deps)
    return
  }
  if (next.does === 'redeem') {
    const { available } = (await seen(walk)).summary
    const order = {
      amount: points(partOf(available, next.percent)),
      redemptionId: surroundings.newId(),
      title: 'x',
      surroundings,
    }
    await opened.database.inTransaction((tx) => redeemPoints(tx, card, order))
    return
  }
  const { cardholderId } = card
  if (next.does === 'adjust')
    return ask(walk, { kind: 'adjust_points', payload: { cardholderId, points: next.points } })
  if (next.does === 'write off') {
    return ask(walk, {
      kind: 'write_off_debt',
      payload: { cardholderId, points: partOf((await seen(walk)).summary.debt, next.percent) },
    })
  }
  if (next.does === 'match' || next.does === 'dismiss') {
    const refundId = own(pick(strays, 0) ?? 'none')
    if (next.does === 'dismiss') return ask(walk, { kind: 'dismiss_refund', payload: { cardholderId, refundId } })
    const purchaseId = own(pick(purchases, next.at) ?? 'none')
    await ask(walk, { kind: 'match_refund', payload: { cardholderId, refundId, purchaseId } })
    strays.shift()
    return
  }
  const lots = (await seen(walk)).lots.filter((lot) => next.does === 'extend' || lot.expired > 0)
  const lotId = pick(lots, next.at)?.id ?? '0'.repeat(26)
  const expiresOn = addDays(today, next.days)
  if (next.does === 'extend') {
    return ask(walk, { kind: 'extend_expiry', payload: { cardholderId, lots: { lotId }, expiresOn } })
  }
  return ask(walk, { kind: 'reinstate_points', payload: { cardholderId, lotId, expiresOn } })
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

/** At least one point, so that a step which cannot be done is refused and not left out. */
const partOf = (whole: number, percent: number) => Math.max(1, Math.floor((whole * percent) / 100))

function seen({ card, surroundings }: Walk) {
  const today = businessDayOf(surroundings.now())
  return showPointsAtDesk(opened.database.reader, card, { today, cursor: undefined })
}

let facts = 0

async function tell(walk: Walk, { yuan, as, of }: { yuan: number; as: string[]; of?: string | undefined }) {
  const id = `f${++facts}`
  const on = businessDayOf(walk.surroundings.now())
  const occurred_at = walk.surroundings.now().toISOString()
  const event = bankEvent(id, on, { yuan, occurred_at, merchant: id, original_transaction_id: of ?? null })
  await takeEvents(eventsOf(walk.card, [event]), walk.deps)
  as.push(id)
}

async function ask({ card, deps, surroundings }: Walk, { kind, payload }: RequestAsked): Promise<void> {
  const request = { id: surroundings.newId(), programmeId: card.programmeId, kind, payload, madeBy: 'nobody' }
  await opened.database.inTransaction((tx) => executeRequest(tx, request, deps))
}

test('whatever operators do between earnings, redemptions, refunds and time, the books balance', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
      const walk = await newWalk()
      for (const each of steps) await act(walk, each)
      const { checks } = await verifyBooks(opened.database.reader)
      expect(checks.filter((check) => !check.ok)).toEqual([])
      await ageAccounts(testProgramme.id, walk.deps)
      const shown = await seen(walk)
      const { available, pending, held, debt } = shown.summary
      // Nobody owes while having points that could repay it, and the entries add up to what is owned.
      if (debt > 0) expect(available + pending).toBe(0)
      const sum = shown.entries.reduce((total, { amount }) => total + amount, 0)
      if (shown.next === null) expect(sum).toBe(available + pending + held - debt)
    }),
    { numRuns: 60 },
  )
}, 120_000)

import type { Database } from '../../server/db/database'
import { loadCatalogue } from '../../server/features/catalogue'
import { type DeliveryDeps, productionPace } from '../../server/features/delivery'
import { pointsSummary } from '../../server/features/points'
import { redemptionRoutes } from '../../server/features/redemption'
import { spendRoutes } from '../../server/features/spend'
import { inputHash } from '../../server/http/idempotency'
import type { Redemption } from '../../shared/contract/redemption'
import { businessDay } from '../../shared/values/businessDay'
import { bankEvent } from './bankEvents'
import { blankRequest } from './blankRequest'
import { type BoundForTest, boundCard } from './boundCard'
import { benefitsCsv } from './catalogueFiles'
import { outOfOrder } from './outOfOrder'
import { testPosting } from './posting'
import { installTestProgramme, testProgramme } from './programme'
import type { ScriptedSupplier } from './scriptedSupplier'
import { type HeldSurroundings, heldSurroundings } from './surroundings'
import { testVault } from './testVault'

export const quiet = { warn: () => undefined, error: () => undefined }

/** People who redeem what scripted suppliers deliver. */
export interface OrdersForTest {
  deps: DeliveryDeps & { surroundings: HeldSurroundings }
  routes: ReturnType<typeof redemptionRoutes>
  session(who: BoundForTest): Session
  /** Somebody new redeems this. */
  redeem(benefitId: 'topup' | 'link' | 'other'): Promise<{ who: BoundForTest; redemption: Redemption; orderNo: string }>
  one(who: BoundForTest, redemptionId: string): Promise<Redemption>
  balance(who: BoundForTest): Promise<{ available: number; held: number }>
  row(orderNo: string): Promise<Record<string, unknown>>
  /** What is open is nobody's any more, and nothing was told: for the next test on the same database. */
  leaveBehind(): Promise<void>
  /** One sentence for whatever is out of order anywhere. */
  faults(): Promise<string[]>
}

type Session = BoundForTest & { sessionId: string; level: 'cardholder' }

export async function ordersOn(
  database: Database,
  suppliers: Record<'knowing' | 'forgetful', ScriptedSupplier>,
): Promise<OrdersForTest> {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const vault = testVault()
  const named = new Map(Object.entries(suppliers))
  const deps = { database, surroundings, vault, suppliers: named, logger: quiet, pace: productionPace }
  await installTestProgramme(database)
  await offer(deps)
  const routes = redemptionRoutes(deps)
  let people = 0
  const session = (who: BoundForTest): Session => ({ ...who, sessionId: surroundings.newId(), level: 'cardholder' })
  const spend = spendRoutes({ database, posting: testPosting(surroundings), surroundings })
  const reader = database.reader
  return {
    deps,
    routes,
    session,
    async redeem(kind) {
      const who = await boundCard(database, `orders${String(++people).padStart(4, '0')}`)
      const earned = bankEvent(`tx-${who.cardToken}`, '2026-11-01', { yuan: 600, card_token: who.cardToken })
      await spend.takeEvents({ ...blankRequest, session: null, body: { events: [earned] } })
      const body = {
        benefitId: kind.toUpperCase(),
        points: 500,
        ...(kind === 'link' ? {} : { account: '13800138000' }),
      }
      const key = `orders-key-${String(people).padStart(12, '0')}`
      const endpointId = 'redemption.confirm'
      const claimed = { ownerId: who.cardholderId, key, endpointId, inputHash: inputHash(endpointId, body) }
      const redemption = (await routes.confirm({
        ...blankRequest,
        session: session(who),
        key: claimed,
        body,
      })) as Redemption
      return { who, redemption, orderNo: redemption.orderNo ?? '' }
    },
    one: async (who, redemptionId) =>
      (await routes.one({ ...blankRequest, session: session(who), params: { redemptionId } })) as Redemption,
    async balance({ cardholderId }) {
      const summary = await pointsSummary(reader, { cardholderId, today: businessDay('2026-11-22') })
      return { available: summary.available, held: summary.held }
    },
    async row(orderNo) {
      const [row] = await reader.rows<Record<string, unknown>>('SELECT * FROM supplier_order WHERE order_no = ?', [
        orderNo,
      ])
      return row ?? {}
    },
    leaveBehind: () =>
      database.inTransaction(async (tx) => {
        await tx.change(
          "UPDATE supplier_order SET due_at = NULL, placed_at = NULL WHERE state NOT IN ('delivered', 'failed')",
        )
        await tx.change("UPDATE supplier_order SET stated_on = '2000-01-01'")
        for (const table of ['outbox', 'supplier_difference', 'supplier_statement'])
          await tx.change(`DELETE FROM ${table}`)
      }),
    faults: () => outOfOrder(reader),
  }
}

async function offer(deps: DeliveryDeps): Promise<void> {
  const common = { points: 500, stock: 1_000, limit_per_person: 10 }
  const topup = { ...common, delivery: 'topup', account: 'phone', sku: 'P10', category: 'telecom', title: '话费 10 元' }
  const loaded = await loadCatalogue(
    { ...deps, suppliers: new Set(deps.suppliers.keys()) },
    {
      programmeId: testProgramme.id,
      benefits: benefitsCsv(
        { ...topup, benefit_id: 'TOPUP', supplier: 'forgetful' },
        { ...topup, benefit_id: 'OTHER', supplier: 'knowing' },
        { ...common, benefit_id: 'LINK', delivery: 'link', sku: 'L1', supplier: 'knowing' },
      ),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
}

import type { Tx } from '../../server/db/database'
import { closeBenches, openBenches, spendOn } from '../../server/features/points'
import type { Surroundings } from '../../server/ports/surroundings'
import type { Points } from '../../shared/values/points'

/** Takes the points of a redemption without all that a redemption is besides. */
export async function redeemPoints(
  tx: Tx,
  { programmeId, cardholderId }: { programmeId: string; cardholderId: string },
  order: { amount: Points; redemptionId: string; title: string; surroundings: Surroundings },
): Promise<{ transactionId: string }> {
  const { amount, redemptionId, title, surroundings } = order
  const benches = await openBenches(tx, [{ programmeId, cardholderId }], surroundings)
  const [bench] = benches
  if (!bench) throw new Error('no bench was opened')
  const transactionId = spendOn(bench, { kind: 'redeem', amount, reference: redemptionId, memo: title })
  await closeBenches(tx, benches)
  return { transactionId }
}

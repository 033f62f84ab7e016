import { createHash } from 'node:crypto'
import type { Tx } from '../../db/database'
import type { NumberedBenefit } from './benefitsFile'
import { inTurns } from './inTurns'
import { insertBenefits, moveBenefit, retireBenefits, setStock, updateBenefit } from './load.store'
import type { LoadPlan } from './loadPlan'

/**
 * `20261122-1000-3fa9c1`: Shanghai time and the beginning of the hash of what is published.
 * @param hashes of its parts
 */
export function versionName(now: Date, ...hashes: (string | null)[]): string {
  const hash = createHash('sha256').update(hashes.join('\n')).digest('hex')
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString()
  return `${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 16).replace(':', '')}-${hash.slice(0, 6)}`
}

/** Writes what a plan changes of benefits, but not their stock; the catalogue is locked. */
export async function writeBenefits(
  tx: Tx,
  { programmeId, version, plan, now }: { programmeId: string; version: string; plan: LoadPlan; now: Date },
): Promise<void> {
  await insertBenefits(tx, { programmeId, version }, plan.added)
  await inTurns(plan.moved, async (some) => {
    for (const move of some) await moveBenefit(tx, programmeId, move)
  })
  await inTurns(plan.changed, async (some) => {
    for (const benefit of some) await updateBenefit(tx, { programmeId, version }, benefit)
  })
  await retireBenefits(tx, { programmeId, version }, { benefitIds: plan.retired, now })
}

/**
 * Last of all, since these rows are what redemptions wait for; in order of id, as everybody who locks several does.
 * @returns those of which more were issued meanwhile than their stock would be: then nothing may be committed
 */
export async function writeStock(tx: Tx, programmeId: string, { restocked }: LoadPlan): Promise<NumberedBenefit[]> {
  const inOrderOfId = [...restocked].sort((a, b) => (a.benefit.benefitId < b.benefit.benefitId ? -1 : 1))
  const tooLow: NumberedBenefit[] = []
  await inTurns(inOrderOfId, async (some) => {
    for (const numbered of some) {
      if (!(await setStock(tx, programmeId, numbered.benefit))) tooLow.push(numbered)
    }
  })
  return tooLow
}

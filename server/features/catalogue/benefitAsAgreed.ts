import type { Reader } from '../../db/database'
import type { Benefit } from './benefit'
import { CatalogueProblems } from './catalogueProblems'
import { benefitsOfRows } from './draftRows'
import { findVersionRow, versionIdNamed } from './versions.store'

/** What becomes of a redemption once it is set free. */
export type BenefitTerms = Pick<Benefit, 'delivery' | 'source' | 'accountKind' | 'validDays'>

/**
 * On which terms a benefit was redeemed, by the version that it was redeemed in: as it is now where that has not changed since,
 * else as that version keeps it. Null where nobody knows any more.
 */
export async function benefitAsAgreed(
  reader: Reader,
  { programmeId, version }: { programmeId: string; version: string },
  now: Benefit,
): Promise<BenefitTerms | null> {
  if (now.version === version) return now
  const versionId = await versionIdNamed(reader, { programmeId, name: version })
  const row = versionId && (await findVersionRow(reader, { programmeId, versionId }, now.id))
  const [agreed] = row ? await benefitsOfRows([row], new CatalogueProblems()) : []
  return agreed?.benefit ?? null
}

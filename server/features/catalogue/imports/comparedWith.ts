import type { Reader } from '../../../db/database'
import { liveRows } from '../liveVersion'
import { freeCodesWithout, type KnownBenefit, knownBenefits } from '../load.store'
import { differing } from '../versionDifference.rules'
import { type CatalogueVersion, versionRows, versionsPage } from '../versions.store'
import type { ImportDeps } from './importDeps'
import { type ImportKey, piecesOf, unfinishedImports } from './imports.store'
import type { Order } from './worker/messages'

export interface Compared extends Pick<Order, 'suppliers' | 'now' | 'waiting'> {
  known: Map<string, KnownBenefit>
  others: (Order['others'][number] & { kind: 'import' | 'draft'; name: string })[]
}

/** What a file is held against: what is live, and what else is not finished. */
export async function comparedWith(
  { database: { reader }, surroundings, supplierNames }: ImportDeps,
  key: ImportKey,
): Promise<Compared> {
  const now = surroundings.now()
  const { programmeId } = key
  const known = await knownBenefits(reader, { programmeId, now })
  const waiting = [...(await freeCodesWithout(reader, { programmeId, now, known }))]
  const others = [...(await otherImports(reader, key, now)), ...(await otherDrafts(reader, { programmeId, known }))]
  return { known, now, waiting, others, suppliers: supplierNames ? [...supplierNames] : null }
}

const unfinishedDays = 14
const mostOthers = 5

async function otherImports(reader: Reader, { programmeId, importId }: ImportKey, now: Date) {
  const since = new Date(now.getTime() - unfinishedDays * 86_400_000)
  const imports = await unfinishedImports(reader, { programmeId, since, limit: mostOthers + 1 })
  const others: Compared['others'] = []
  for (const { id, fileName } of imports.filter((one) => one.id !== importId)) {
    const names = await piecesOf(reader, { programmeId, importId: id }, { kind: 'names' })
    const ids = names.flatMap((piece) => JSON.parse(piece.toString('utf8')) as string[])
    others.push({ id, kind: 'import', name: fileName, names: ids.join('\n') })
  }
  return others
}

/** Drafts begin with all that is live: only what they change counts. */
async function otherDrafts(
  reader: Reader,
  { programmeId, known }: { programmeId: string; known: ReadonlyMap<string, KnownBenefit> },
) {
  const live = liveRows(known)
  const others: Compared['others'] = []
  for (const { id, number } of await openVersions(reader, programmeId)) {
    const names = differing(live, await versionRows(reader, { programmeId, versionId: id }))
    others.push({ id, kind: 'draft', name: String(number), names: names.join('\n') })
  }
  return others
}

export async function openVersions(reader: Reader, programmeId: string): Promise<CatalogueVersion[]> {
  const found: CatalogueVersion[] = []
  for (const state of ['draft', 'in_review', 'scheduled'] as const) {
    const part = { sort: '-number', cursor: undefined, limit: mostOthers } as const
    const { versions } = await versionsPage(reader, { programmeId, state }, part)
    found.push(...versions)
  }
  return found.slice(0, mostOthers)
}

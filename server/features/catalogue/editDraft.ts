import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { cellsFrom, cellsOf, columnsInOrder } from './benefitCells'
import { type BenefitCells, benefitIn } from './benefitsFile'
import { CatalogueProblems } from './catalogueProblems'
import { lockDraft } from './draftRows'
import { onLiveStock, withBaseStock } from './liveStock.rules'
import { liveRows, liveVersionNow } from './liveVersion'
import { type KnownBenefit, knownBenefits, liveStockOf, lockCatalogue } from './load.store'
import { differing } from './versionDifference.rules'
import {
  type CatalogueVersion,
  changeVersion,
  deleteVersionRows,
  findVersion,
  findVersionRow,
  insertVersion,
  revisionOf,
  upsertVersionRows,
  type VersionKey,
  type VersionRow,
  versionRows,
} from './versions.store'

export interface Begun {
  programmeId: string
  /** What is live, nothing, or an old version. */
  from: 'live' | 'empty' | (string & {})
  note: string
  by: string
  newId: () => string
  now: Date
}

/**
 * Begins a draft. What comes from an old version has the stock and the portions that stand now: they are how much there is,
 * and nothing that a version says again.
 * @throws Refused not_found
 */
export async function beginDraft(
  tx: Tx,
  { programmeId, from, note, by, newId, now }: Begun,
): Promise<CatalogueVersion> {
  const { version: name } = await lockCatalogue(tx, programmeId, now)
  const known = await knownBenefits(tx, { programmeId, now })
  const live = await liveVersionNow(tx, { programmeId, name, known, newId, now })
  const { basedOn, rows } = await startFrom(tx, { programmeId, from, live, known })
  const version = await insertVersion(tx, {
    programmeId,
    id: newId(),
    state: 'draft',
    source: 'desk',
    note,
    madeBy: by,
    madeAt: now,
    editors: [by],
    basedOn,
    baseLive: live?.id ?? null,
    contentHash: null,
    requestId: null,
    publishAt: null,
    failure: null,
    name: null,
    liveFrom: null,
    retiredAt: null,
  })
  await upsertVersionRows(tx, { programmeId, versionId: version.id }, withBaseStock(rows, known))
  return version
}

async function startFrom(
  tx: Tx,
  {
    programmeId,
    from,
    live,
    known,
  }: Pick<Begun, 'programmeId' | 'from'> & {
    live: CatalogueVersion | null
    known: ReadonlyMap<string, KnownBenefit>
  },
): Promise<{ basedOn: string | null; rows: VersionRow[] }> {
  if (from === 'empty') return { basedOn: null, rows: [] }
  if (from === 'live') return { basedOn: live?.id ?? null, rows: liveRows(known) }
  const key = { programmeId, versionId: from }
  const old = await findVersion(tx, key)
  if (!old || old.state === 'discarded') throw new Refused('not_found')
  const rows = (await versionRows(tx, key)).map((row) => {
    const now = known.get(row.cells.benefit_id)
    if (!now) return row
    const { stock, releases } = cellsOf(now.benefit)
    return { ...row, cells: { ...row.cells, stock, releases } }
  })
  return { basedOn: old.id, rows }
}

export interface RowWritten extends VersionKey {
  benefitId: string
  cells: Partial<BenefitCells>
  /** The row that this is a change of; null for a new one. */
  revision: string | null
  position: number | undefined
  by: string
  now: Date
  suppliers: ReadonlySet<string> | undefined
}

/**
 * Writes one benefit of a draft, by the rules of a benefits file.
 * @returns how it was before, and how it is
 * @throws Refused not_found, version_not_draft, input_invalid with what is wrong with each cell, row_changed with the cells
 *   that are otherwise by now
 */
export async function putDraftRow(
  tx: Tx,
  { benefitId, cells, revision, position, suppliers, ...draft }: RowWritten,
): Promise<{ before: VersionRow | null; after: VersionRow }> {
  await lockDraft(tx, draft, draft)
  const before = await findVersionRow(tx, draft, benefitId)
  refuseChanged(before, { revision, cells })
  const place = position ?? before?.position ?? (await lastPlace(tx, draft)) + 1
  const asked = { row: 0, cells: cellsFrom({ ...cells, benefit_id: benefitId }) }
  const problems = new CatalogueProblems()
  const benefit = benefitIn(asked, { position: place, suppliers }, problems)
  if (!benefit) {
    const fields = problems.list.map(({ column, zh, en }) => ({
      path: `body.cells.${column}`,
      message: `${zh} / ${en}`,
    }))
    throw new Refused('input_invalid', { fields })
  }
  const after = { position: place, cells: cellsOf(benefit), baseStock: await liveStockOf(tx, draft, benefitId) }
  await upsertVersionRows(tx, draft, [after])
  return { before, after }
}

/** Two who edit one row: the second has not seen what the first made of it. */
function refuseChanged(
  row: VersionRow | null,
  { revision, cells }: { revision: string | null; cells?: Partial<BenefitCells> },
): void {
  if ((row && revisionOf(row)) === revision) return
  const wanted = cells && cellsFrom(cells)
  const others = columnsInOrder.filter((column) => {
    return wanted && column !== 'benefit_id' && (row?.cells[column] ?? '') !== wanted[column]
  })
  const fields = others.map((column) => {
    const now = row?.cells[column] ?? ''
    return { path: `body.cells.${column}`, message: `现为「${now}」 / it is "${now}" now` }
  })
  throw new Refused('row_changed', { fields })
}

async function lastPlace(tx: Tx, key: VersionKey): Promise<number> {
  return (await versionRows(tx, key)).at(-1)?.position ?? 0
}

/**
 * Takes one benefit out of a draft: it is retired when the draft goes live.
 * @returns how it was, or null where it was not in it
 * @throws Refused not_found, version_not_draft, row_changed
 */
export async function removeDraftRow(
  tx: Tx,
  { benefitId, revision, ...draft }: VersionKey & Pick<RowWritten, 'benefitId' | 'by' | 'now'> & { revision: string },
): Promise<VersionRow | null> {
  await lockDraft(tx, draft, draft)
  const before = await findVersionRow(tx, draft, benefitId)
  // Taken out twice is taken out once.
  if (!before) return null
  refuseChanged(before, { revision })
  await deleteVersionRows(tx, draft, [benefitId])
  return before
}

/**
 * Throws a draft away; its number stays taken.
 * @throws Refused not_found, version_not_draft
 */
export async function discardDraft(tx: Tx, draft: VersionKey & { by: string; now: Date }): Promise<void> {
  await lockDraft(tx, draft, draft)
  await deleteVersionRows(tx, draft)
  await changeVersion(tx, draft, { from: 'draft', to: { state: 'discarded' } })
}

export interface Rebased {
  takenOver: string[]
  keptOwn: string[]
}

/**
 * Takes over into a draft what changed live since it was begun. Where both changed a benefit, the draft keeps its own.
 * @throws Refused not_found, version_not_draft
 */
export async function rebaseDraft(
  tx: Tx,
  { newId, ...draft }: VersionKey & { by: string; now: Date; newId: () => string },
): Promise<Rebased> {
  const { programmeId, now } = draft
  const version = await lockDraft(tx, draft, draft)
  const { version: name } = await lockCatalogue(tx, programmeId, now)
  const known = await knownBenefits(tx, { programmeId, now })
  const live = await liveVersionNow(tx, { programmeId, name, known, newId, now })
  const base = version.baseLive === null ? [] : await versionRows(tx, { programmeId, versionId: version.baseLive })
  const theirs = liveRows(known)
  const mine = onLiveStock(await versionRows(tx, draft), known).rows
  const ofMine = new Set(differing(base, mine))
  const meanwhile = differing(base, theirs)
  const otherwise = new Set(differing(theirs, mine))
  const takenOver = meanwhile.filter((id) => !ofMine.has(id))
  const taken = new Set(takenOver)
  await deleteVersionRows(tx, draft, takenOver)
  const own = mine.filter(({ cells }) => !taken.has(cells.benefit_id))
  await upsertVersionRows(tx, draft, [
    ...theirs.filter(({ cells }) => taken.has(cells.benefit_id)),
    // Who brings a draft up to date has seen the stock that is live now.
    ...withBaseStock(own, known),
  ])
  await changeVersion(tx, draft, { from: 'draft', to: { baseLive: live?.id ?? null } })
  return { takenOver, keptOwn: meanwhile.filter((id) => ofMine.has(id) && otherwise.has(id)) }
}

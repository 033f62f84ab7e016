import type { Reader, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { cellsOf } from './benefitCells'
import { type BenefitLine, benefitIn, type NumberedBenefit } from './benefitsFile'
import { type CatalogueProblem, CatalogueProblems } from './catalogueProblems'
import { noCodes } from './codesFile'
import { inTurns } from './inTurns'
import { freeCodesWithout, type KnownBenefit, knownBenefits, lockCatalogue } from './load.store'
import { checkCampaigns, checkDeliveries, checkStock } from './loadChecks'
import {
  type CatalogueVersion,
  changeVersion,
  deleteVersionRows,
  lockVersion,
  upsertVersionRows,
  type VersionKey,
  type VersionRow,
  versionRows,
} from './versions.store'

/**
 * Puts benefits into a draft, as an import does. As the whole of a catalogue they stand in the order of the lines; as a part
 * of it each stays at its place, and new ones come last.
 * @param keepOthers leaves what they do not name in the draft, all of it or, behind them, these
 * @param by who does so: none of the editors of a version may approve it
 * @throws Refused not_found, version_not_draft
 */
export async function replaceDraftRows(
  tx: Tx,
  { programmeId, versionId, rows, by, now, keepOthers = false }: DraftFilled,
): Promise<void> {
  const key = { programmeId, versionId }
  await lockDraft(tx, key, { by, now })
  const before = await versionRows(tx, key)
  const stocks = new Map(before.map(({ cells, baseStock }) => [cells.benefit_id, baseStock ?? null]))
  const lines = rows.map((line) => ({ ...versionRowOf(line), baseStock: stocks.get(line.benefitId) ?? null }))
  if (keepOthers === true) {
    await upsertVersionRows(tx, key, inTheirPlaces(lines, before))
    return
  }
  await deleteVersionRows(tx, key)
  await upsertVersionRows(tx, key, [...lines, ...othersBehind(lines, { before, keepOthers })])
}

export interface DraftFilled extends VersionKey {
  rows: readonly BenefitLine[]
  by: string
  now: Date
  keepOthers?: KeepOthers
}

type KeepOthers = boolean | ReadonlySet<string>

/**
 * Locks a draft to change its content, and notes who does.
 * @throws Refused not_found, version_not_draft
 */
export async function lockDraft(
  tx: Tx,
  key: VersionKey,
  { by, now }: { by: string; now: Date },
): Promise<CatalogueVersion> {
  await lockCatalogue(tx, key.programmeId, now)
  const version = await lockVersion(tx, key)
  if (!version) throw new Refused('not_found')
  if (version.state !== 'draft') throw new Refused('version_not_draft')
  if (version.editors.includes(by)) return version
  const editors = [...version.editors, by]
  await changeVersion(tx, key, { from: 'draft', to: { editors } })
  return { ...version, editors }
}

export function versionRowOf(benefit: BenefitLine): VersionRow {
  return { position: benefit.position, cells: cellsOf(benefit) }
}

/** A correction of two benefits does not move them to the front of the screen. */
function inTheirPlaces(rows: readonly VersionRow[], before: readonly VersionRow[]): VersionRow[] {
  const places = new Map(before.map(({ cells, position }) => [cells.benefit_id, position]))
  let last = before.at(-1)?.position ?? 0
  return rows.map((row) => ({ ...row, position: places.get(row.cells.benefit_id) ?? ++last }))
}

/** The rows that stay although the file is the whole, each at its place or behind the one before it. */
function othersBehind(
  rows: readonly VersionRow[],
  { before, keepOthers }: { before: readonly VersionRow[]; keepOthers: false | ReadonlySet<string> },
): VersionRow[] {
  if (keepOthers === false) return []
  let last = rows.reduce((most, { position }) => Math.max(most, position), 0)
  return before
    .filter(({ cells }) => keepOthers.has(cells.benefit_id))
    .map((row) => {
      last = Math.max(row.position, last + 1)
      return { ...row, position: last }
    })
}

/**
 * What the rules have against rows as the whole of a catalogue: stock without codes or below what was issued, deliveries
 * that cannot change, limits of campaigns that differ. What is wrong with a row by itself, its reader has told before.
 * @param keepOthers they go into what is live, which goes on binding them, and are not the whole of a catalogue
 */
export async function draftProblems(
  reader: Reader,
  { programmeId, rows, now, keepOthers = false }: DraftAsked,
): Promise<CatalogueProblem[]> {
  const problems = new CatalogueProblems()
  const known = await knownBenefits(reader, { programmeId, now })
  await noteAgainst(reader, { programmeId, rows, now, known, keepOthers }, problems)
  return problems.inOrder()
}

export interface DraftAsked {
  programmeId: string
  rows: readonly NumberedBenefit[]
  now: Date
  keepOthers?: boolean
}

/** Holds rows against what is live, as the loader does. */
export async function noteAgainst(
  reader: Reader,
  { programmeId, rows, now, known, keepOthers = false }: DraftAsked & { known: ReadonlyMap<string, KnownBenefit> },
  problems: CatalogueProblems,
): Promise<void> {
  // Codes may be there before their benefit is.
  const rowsOfBenefit = await freeCodesWithout(reader, { programmeId, now, known })
  const named = new Set(rows.map(({ benefit }) => benefit.benefitId))
  const file = { benefits: [...rows], named, complete: true }
  const held = { known, file, codes: { ...noCodes, rowsOfBenefit }, replace: !keepOthers }
  for (const check of [checkStock, checkDeliveries, checkCampaigns]) check(held, problems)
}

/** Reads the rows of a version by the loader's own rules; they are numbered as a file of them would be. */
export async function benefitsOfRows(
  rows: readonly VersionRow[],
  problems: CatalogueProblems,
  suppliers?: ReadonlySet<string>,
): Promise<NumberedBenefit[]> {
  const benefits: NumberedBenefit[] = []
  let row = 1
  await inTurns(rows, (some) => {
    for (const { position, cells } of some) {
      row += 1
      const benefit = benefitIn({ row, cells }, { position, suppliers }, problems)
      if (benefit) benefits.push({ row, benefit })
    }
  })
  return benefits
}

import type { BenefitCells, RowProblem, VersionRowShown } from '../../../shared/contract/versions'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { CatalogueProblems } from './catalogueProblems'
import { benefitsOfRows, noteAgainst } from './draftRows'
import { onLiveStock } from './liveStock.rules'
import { liveRows } from './liveVersion'
import { type KnownBenefit, knownBenefits } from './load.store'
import { takenDown } from './takeDown.store'
import { countKinds, differences, differing, type RowDifference } from './versionDifference.rules'
import {
  type CatalogueVersion,
  findVersion,
  revisionOf,
  type VersionKey,
  type VersionRow,
  versionRows,
} from './versions.store'

const problemsTold = 100

/** What a version changes of what is live, and what would stand against it now. */
export async function versionStanding(
  reader: Reader,
  version: CatalogueVersion,
  { now, suppliers }: { now: Date; suppliers: ReadonlySet<string> | undefined },
) {
  const { programmeId, id: versionId, state, baseLive } = version
  const stored = await versionRows(reader, { programmeId, versionId })
  const known = await knownBenefits(reader, { programmeId, now })
  const live = liveRows(known)
  const isToCome = state === 'draft' || state === 'in_review' || state === 'scheduled'
  const rows = isToCome ? onLiveStock(stored, known).rows : stored
  const counts = countKinds(differences(live, rows))
  if (!isToCome) return { counts, problems: [], problemCount: 0, changedMeanwhile: [] }
  const problems = new CatalogueProblems()
  const benefits = await benefitsOfRows(rows, problems, suppliers)
  await noteAgainst(reader, { programmeId, rows: benefits, now, known }, problems)
  const base = baseLive === null ? [] : await versionRows(reader, { programmeId, versionId: baseLive })
  return {
    counts,
    problems: problems.inOrder().slice(0, problemsTold).map(problemOf(rows)),
    problemCount: problems.count,
    changedMeanwhile: differing(base, live),
  }
}

function problemOf(rows: readonly VersionRow[]) {
  return ({ row, column, code, zh, en }: CatalogueProblems['list'][number]): RowProblem => {
    return { benefitId: rows[row - 2]?.cells.benefit_id ?? '', column, code, zh, en }
  }
}

export interface RowsAsked {
  /** `live`, or another version. */
  against: string
  kind: RowDifference['kind'] | undefined
  q: string | undefined
  /** By a number of its rows; in the order of the catalogue where it is not said. */
  sort?: 'points' | '-points' | 'stock' | '-stock' | undefined
  from: number
  limit: number
  now: Date
}

/**
 * Benefits of a version with their difference against what is live or another version.
 * @throws Refused not_found
 */
export async function versionRowsPage(reader: Reader, key: VersionKey, asked: RowsAsked) {
  const { programmeId } = key
  const known = await knownBenefits(reader, { programmeId, now: asked.now })
  const down = await takenDown(reader, programmeId)
  const before =
    asked.against === 'live' ? liveRows(known) : (await rowsOf(reader, { programmeId, versionId: asked.against })).rows
  const { state, rows: stored } = await rowsOf(reader, key)
  const isOver = state === 'live' || state === 'retired'
  const found = differences(before, isOver ? stored : onLiveStock(stored, known).rows)
  const revisions = new Map(stored.map((row) => [row.cells.benefit_id, revisionOf(row)]))
  const wanted = found.filter(
    (one) => (asked.kind === undefined || one.kind === asked.kind) && isNamed(one, asked.q ?? ''),
  )
  if (asked.sort) wanted.sort(byNumber(asked.sort))
  const rows = wanted
    .slice(asked.from, asked.from + asked.limit)
    .map((one) => shown(one, { known, down, revision: revisions.get(one.benefitId) ?? null }))
  return { rows, counts: countKinds(found), total: wanted.length }
}

function byNumber(sort: NonNullable<RowsAsked['sort']>) {
  const column = sort.replace('-', '') as 'points' | 'stock'
  const sign = sort.startsWith('-') ? -1 : 1
  const numberOf = ({ row }: RowDifference) => Number(row.cells[column])
  return (one: RowDifference, other: RowDifference) => sign * (numberOf(one) - numberOf(other))
}

async function rowsOf(
  reader: Reader,
  key: VersionKey,
): Promise<{ state: CatalogueVersion['state']; rows: VersionRow[] }> {
  const version = await findVersion(reader, key)
  if (!version) throw new Refused('not_found')
  return { state: version.state, rows: await versionRows(reader, key) }
}

function isNamed({ benefitId, row }: RowDifference, q: string): boolean {
  const text = q.toLowerCase()
  return benefitId.toLowerCase().includes(text) || row.cells.title.toLowerCase().includes(text)
}

/** A row of a version as it stands beside what is live, for who has written it. */
export async function versionRowShown(
  reader: Reader,
  key: VersionKey,
  { row, now }: { row: VersionRow; now: Date },
): Promise<VersionRowShown> {
  const { programmeId } = key
  const known = await knownBenefits(reader, { programmeId, now })
  const before = known.get(row.cells.benefit_id)
  const was = before && !before.retired ? liveRows(new Map([[row.cells.benefit_id, before]])) : []
  const [one] = differences(was, [row])
  return shown(one as RowDifference, { known, down: await takenDown(reader, programmeId), revision: revisionOf(row) })
}

function shown(
  { benefitId, kind, row, changes }: RowDifference,
  {
    known,
    down,
    revision,
  }: { known: ReadonlyMap<string, KnownBenefit>; down: ReadonlyMap<string, Date>; revision: string | null },
): VersionRowShown {
  const live = known.get(benefitId)
  const filled = Object.entries(row.cells).filter(([, text]) => text !== '')
  return {
    benefitId,
    kind,
    position: row.position,
    revision,
    cells: Object.fromEntries(filled) as BenefitCells,
    changes,
    live: live
      ? {
          stock: live.benefit.stock,
          issued: live.issued,
          freeCodes: live.free,
          retired: live.retired,
          takenDownAt: down.get(benefitId)?.toISOString() ?? null,
        }
      : null,
  }
}

import { createHash } from 'node:crypto'
import type { RefusalCode } from '../../../shared/contract/refusals'
import type { VersionState } from '../../../shared/contract/versions'
import { allInSlices } from '../../db/allInSlices'
import type { Parameter, Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import { type SortedPart, sortedRows } from '../../http/sortedList.store'
import { cellsIn, contentText } from './benefitCells'
import type { BenefitCells } from './benefitsFile'
import { inTurns } from './inTurns'
import type { CatalogueVersionBenefitRow, CatalogueVersionRow } from './versions.entities'

export interface CatalogueVersion {
  programmeId: string
  id: string
  number: number
  state: VersionState
  source: 'desk' | 'command'
  note: string
  /** Null for the command line. */
  madeBy: string | null
  madeAt: Date
  /** All who changed its content. */
  editors: readonly string[]
  basedOn: string | null
  /** The version that was live when it was begun, or was last brought up to date; null for none. */
  baseLive: string | null
  contentHash: string | null
  requestId: string | null
  publishAt: Date | null
  failure: RefusalCode | null
  name: string | null
  liveFrom: Date | null
  retiredAt: Date | null
}

export interface VersionKey {
  programmeId: string
  versionId: string
}

/** A benefit as a version has it. */
export interface VersionRow {
  position: number
  cells: BenefitCells
  /** The stock that was live when the row was written; absent where none was, or it does not matter. */
  baseStock?: number | null
}

/** Adds a version with the next number; the catalogue is locked, so that no two have one. */
export async function insertVersion(tx: Tx, version: Omit<CatalogueVersion, 'number'>): Promise<CatalogueVersion> {
  const [last] = await tx.rows<{ number: number | null }>(
    'SELECT MAX(number) AS number FROM catalogue_version WHERE programme_id = ?',
    [version.programmeId],
  )
  const number = Number(last?.number ?? 0) + 1
  await tx.insert('catalogue_version', [
    {
      programme_id: version.programmeId,
      id: version.id,
      number,
      state: version.state,
      source: version.source,
      note: version.note,
      made_by: version.madeBy,
      made_at: version.madeAt,
      editors: version.editors.join(','),
      based_on: version.basedOn,
      base_live: version.baseLive,
      content_hash: version.contentHash,
      request_id: version.requestId,
      publish_at: version.publishAt,
      failure: version.failure,
      name: version.name,
      live_from: version.liveFrom,
      retired_at: version.retiredAt,
    },
  ])
  return { ...version, number }
}

export async function findVersion(
  reader: Reader,
  { programmeId, versionId }: VersionKey,
): Promise<CatalogueVersion | null> {
  const [version] = await select(reader, 'programme_id = ? AND id = ?', [programmeId, versionId])
  return version ?? null
}

/** The version as it is at this moment, and so until the transaction ends; after the catalogue's lock, where both are. */
export async function lockVersion(tx: Tx, { programmeId, versionId }: VersionKey): Promise<CatalogueVersion | null> {
  const [version] = await select(tx, `programme_id = ? AND id = ?${tx.forUpdate}`, [programmeId, versionId])
  return version ?? null
}

/** The version that is live; null where the catalogue was loaded before there were versions, or never. */
export async function liveVersionRow(reader: Reader, programmeId: string): Promise<CatalogueVersion | null> {
  const [version] = await select(reader, "programme_id = ? AND state = 'live'", [programmeId])
  return version ?? null
}

/** The version that was live under this name; null for one from before versions were kept. */
export async function versionIdNamed(
  reader: Reader,
  { programmeId, name }: { programmeId: string; name: string },
): Promise<string | null> {
  const [row] = await reader.rows<Pick<CatalogueVersionRow, 'id'>>(
    'SELECT id FROM catalogue_version WHERE programme_id = ? AND name = ? ORDER BY number DESC LIMIT 1',
    [programmeId, name],
  )
  return row?.id ?? null
}

const sortColumns = {
  number: { sql: 'number', kind: 'number' },
  madeAt: { sql: 'made_at', kind: 'moment' },
  state: { sql: 'state', kind: 'text' },
  liveFrom: { sql: 'live_from', kind: 'moment' },
} as const
export type VersionPart = SortedPart<keyof typeof sortColumns>

/** A part of the versions, in an order, and where it goes on. */
export async function versionsPage(
  reader: Reader,
  { programmeId, state }: { programmeId: string; state: VersionState | undefined },
  part: VersionPart,
): Promise<{ versions: CatalogueVersion[]; next: string | null }> {
  const where = `programme_id = ?${state ? ' AND state = ?' : ''}`
  const parameters = state ? [programmeId, state] : [programmeId]
  const list = { from: 'catalogue_version', where, parameters, columns: sortColumns }
  const { found, next } = await sortedRows(reader, { ...list, id: 'id', read: fromRow }, part)
  return { versions: found, next }
}

/** These versions by their ids. */
export async function versionsNamed(
  reader: Reader,
  programmeId: string,
  ids: readonly string[],
): Promise<Map<string, CatalogueVersion>> {
  const named = new Map<string, CatalogueVersion>()
  for (const slice of inSlices(ids)) {
    const versions = await select(reader, `programme_id = ? AND id IN (${marks(slice)})`, [programmeId, ...slice])
    for (const version of versions) named.set(version.id, version)
  }
  return named
}

/** Versions whose time to go live has come, the earliest first. */
export async function versionsDue(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    `SELECT id FROM catalogue_version WHERE programme_id = ? AND state = 'scheduled' AND publish_at <= ?
     ORDER BY publish_at, number`,
    [programmeId, now],
  )
  return rows.map(({ id }) => id)
}

type Changeable = Pick<
  CatalogueVersion,
  | 'state'
  | 'editors'
  | 'baseLive'
  | 'contentHash'
  | 'requestId'
  | 'publishAt'
  | 'failure'
  | 'name'
  | 'liveFrom'
  | 'note'
> & { retiredAt: Date | null }

const columnOf: Record<keyof Changeable, keyof CatalogueVersionRow> = {
  state: 'state',
  editors: 'editors',
  baseLive: 'base_live',
  contentHash: 'content_hash',
  requestId: 'request_id',
  publishAt: 'publish_at',
  failure: 'failure',
  name: 'name',
  liveFrom: 'live_from',
  note: 'note',
  retiredAt: 'retired_at',
}

/** Changes a version that is in this state; false when it is in another one by now. */
export async function changeVersion(
  tx: Tx,
  { programmeId, versionId }: VersionKey,
  { from, to }: { from: VersionState; to: Partial<Changeable> },
): Promise<boolean> {
  const fields = Object.keys(to) as (keyof Changeable)[]
  const stored = (field: keyof Changeable): Parameter => {
    const value = to[field]
    return Array.isArray(value) ? value.join(',') : ((value ?? null) as Parameter)
  }
  const changed = await tx.change(
    `UPDATE catalogue_version SET ${fields.map((field) => `${columnOf[field]} = ?`).join(', ')}
     WHERE programme_id = ? AND id = ? AND state = ?`,
    [...fields.map(stored), programmeId, versionId, from],
  )
  return changed === 1
}

/** All rows of a version, in their order on the screen. */
export async function versionRows(reader: Reader, { programmeId, versionId }: VersionKey): Promise<VersionRow[]> {
  const found: VersionRow[] = []
  await allInSlices<CatalogueVersionBenefitRow>(
    (after, limit) =>
      reader.rows(
        `SELECT benefit_id, position, content, base_stock FROM catalogue_version_benefit
         WHERE programme_id = ? AND version_id = ? AND benefit_id > ? ORDER BY benefit_id LIMIT ${limit}`,
        [programmeId, versionId, after?.benefit_id ?? ''],
      ),
    ({ position, content, base_stock: baseStock }) => found.push({ position, cells: cellsIn(content), baseStock }),
  )
  return found.sort((a, b) => a.position - b.position || (a.cells.benefit_id < b.cells.benefit_id ? -1 : 1))
}

export async function findVersionRow(
  reader: Reader,
  { programmeId, versionId }: VersionKey,
  benefitId: string,
): Promise<VersionRow | null> {
  const [row] = await reader.rows<CatalogueVersionBenefitRow>(
    `SELECT position, content, base_stock FROM catalogue_version_benefit
     WHERE programme_id = ? AND version_id = ? AND benefit_id = ?`,
    [programmeId, versionId, benefitId],
  )
  return row ? { position: row.position, cells: cellsIn(row.content), baseStock: row.base_stock } : null
}

/** Puts rows in the place of those with their ids, or beside the others. */
export async function upsertVersionRows(
  tx: Tx,
  { programmeId, versionId }: VersionKey,
  rows: readonly VersionRow[],
): Promise<void> {
  const key = ['programme_id', 'version_id', 'benefit_id']
  await inTurns(rows, async (some) => {
    await tx.upsert(
      'catalogue_version_benefit',
      some.map(({ position, cells, baseStock }) => ({
        programme_id: programmeId,
        version_id: versionId,
        benefit_id: cells.benefit_id,
        position,
        content: contentText(cells),
        base_stock: baseStock ?? null,
      })),
      { key },
    )
  })
}

/** Answers how many there were. */
export async function deleteVersionRows(
  tx: Tx,
  { programmeId, versionId }: VersionKey,
  benefitIds?: readonly string[],
): Promise<number> {
  const all = 'DELETE FROM catalogue_version_benefit WHERE programme_id = ? AND version_id = ?'
  if (!benefitIds) return tx.change(all, [programmeId, versionId])
  let deleted = 0
  for (const slice of inSlices(benefitIds)) {
    deleted += await tx.change(`${all} AND benefit_id IN (${marks(slice)})`, [programmeId, versionId, ...slice])
  }
  return deleted
}

/** Stands for what a row says: whoever changes it says which one they saw. Places are no part of it. */
export function revisionOf({ cells }: VersionRow): string {
  return createHash('sha256').update(contentText(cells)).digest('hex').slice(0, 16)
}

/** The hash of all that a version says, whatever order the database has it in. */
export async function hashOfRows(rows: readonly VersionRow[]): Promise<string> {
  const hash = createHash('sha256')
  const inOrder = [...rows].sort((a, b) => (a.cells.benefit_id < b.cells.benefit_id ? -1 : 1))
  await inTurns(inOrder, (some) => {
    for (const { position, cells } of some) hash.update(`${cells.benefit_id}\n${position}\n${contentText(cells)}\n`)
  })
  return hash.digest('hex')
}

async function select(reader: Reader, where: string, parameters: readonly Parameter[]): Promise<CatalogueVersion[]> {
  const rows = await reader.rows<CatalogueVersionRow>(`SELECT * FROM catalogue_version WHERE ${where}`, parameters)
  return rows.map(fromRow)
}

const momentOf = (value: Date | string | null) => (value === null ? null : moment(value))

function fromRow(row: CatalogueVersionRow): CatalogueVersion {
  return {
    programmeId: row.programme_id,
    id: row.id,
    number: row.number,
    state: row.state as VersionState,
    source: row.source as CatalogueVersion['source'],
    note: row.note,
    madeBy: row.made_by,
    madeAt: moment(row.made_at),
    editors: row.editors === '' ? [] : row.editors.split(','),
    basedOn: row.based_on,
    baseLive: row.base_live,
    contentHash: row.content_hash,
    requestId: row.request_id,
    publishAt: momentOf(row.publish_at),
    failure: row.failure as RefusalCode | null,
    name: row.name,
    liveFrom: momentOf(row.live_from),
    retiredAt: momentOf(row.retired_at),
  }
}

import type { ImportState } from '../../../../shared/contract/imports'
import { addDays, businessDay, startOfDay } from '../../../../shared/values/businessDay'
import type { Parameter, Reader, Tx } from '../../../db/database'
import { marks, moment } from '../../../db/statements'
import { type SortedPart, sortedRows } from '../../../http/sortedList.store'
import type { CatalogueImportPieceRow, CatalogueImportRow } from './imports.entities'
import type { CheckSummary } from './worker/messages'

/** What is kept of a check beside its lists. */
export interface Summary extends Omit<CheckSummary, 'overlaps'> {
  overlaps: { kind: 'import' | 'draft'; id: string; name: string; count: number; first: string[] }[]
  codes: { benefitId: string; codes: number }[]
  batches: { batchId: string; codes: number; validUntil: string | null }[]
  /** Live benefits that the file does not name; of older checks nobody knows. */
  leftOut?: LeftOut
}

export interface LeftOut {
  count: number
  first: { benefitId: string; title: string }[]
}

export interface Import {
  programmeId: string
  id: string
  kind: 'benefits' | 'codes'
  state: ImportState
  fileName: string
  fileBytes: number
  fileHash: string
  madeBy: string | null
  madeAt: Date
  checkingSince: Date | null
  checkedAt: Date | null
  checkedAgainst: string
  /** Null before the first check, and of a file that could not be read. */
  summary: Summary | null
  submittedAt: Date | null
  versionId: string | null
}

export interface ImportKey {
  programmeId: string
  importId: string
}

export type PieceKind = 'file' | 'problems' | 'notices' | 'differences' | 'names'

export async function insertImport(
  tx: Tx,
  made: Pick<Import, 'programmeId' | 'id' | 'kind' | 'fileName' | 'fileBytes' | 'fileHash' | 'madeBy' | 'madeAt'>,
): Promise<void> {
  await tx.insert('catalogue_import', [
    {
      programme_id: made.programmeId,
      id: made.id,
      kind: made.kind,
      state: 'checking',
      file_name: made.fileName,
      file_bytes: made.fileBytes,
      file_hash: made.fileHash,
      made_by: made.madeBy,
      made_at: made.madeAt,
      checking_since: made.madeAt,
      checked_at: null,
      checked_against: '',
      summary: '',
      submitted_at: null,
      version_id: null,
    },
  ])
}

export async function findImport(reader: Reader, { programmeId, importId }: ImportKey): Promise<Import | null> {
  return firstOf(reader, 'programme_id = ? AND id = ?', [programmeId, importId])
}

export async function lockImport(tx: Tx, { programmeId, importId }: ImportKey): Promise<Import | null> {
  return firstOf(tx, `programme_id = ? AND id = ?${tx.forUpdate}`, [programmeId, importId])
}

/** The newest import of this very file. */
export async function importOfFile(
  reader: Reader,
  { programmeId, kind, fileHash }: Pick<Import, 'programmeId' | 'kind' | 'fileHash'>,
): Promise<Import | null> {
  const where = 'programme_id = ? AND file_hash = ? AND kind = ? ORDER BY id DESC LIMIT 1'
  return firstOf(reader, where, [programmeId, fileHash, kind])
}

const sortColumns = {
  madeAt: { sql: 'made_at', kind: 'moment' },
  fileName: { sql: 'file_name', kind: 'text' },
  state: { sql: 'state', kind: 'text' },
  submittedAt: { sql: 'submitted_at', kind: 'moment' },
} as const
export type ImportPart = SortedPart<keyof typeof sortColumns>

/** Which imports; what is not said narrows nothing. */
export interface ImportsAsked {
  programmeId: string
  kind?: Import['kind'] | undefined
  state?: ImportState | undefined
  madeBy?: string | undefined
  /** A part of the file's name; whatever one of these people sent is meant, too. */
  search?: { text: string; senders: readonly string[] } | undefined
  /** Business days, both included. */
  from?: string | undefined
  until?: string | undefined
}

/** A part of the imports, in an order, and where it goes on. */
export async function importsPage(
  reader: Reader,
  { programmeId, kind, state, madeBy, search, from, until }: ImportsAsked,
  part: ImportPart,
): Promise<{ imports: Import[]; next: string | null }> {
  const conditions = ['programme_id = ?']
  const parameters: Parameter[] = [programmeId]
  const narrow = (condition: string, ...values: (Parameter | undefined)[]) => {
    if (values.includes(undefined)) return
    conditions.push(condition)
    parameters.push(...(values as Parameter[]))
  }
  narrow('kind = ?', kind)
  narrow('state = ?', state)
  narrow('made_by = ?', madeBy)
  narrow('made_at >= ?', from && startOfDay(businessDay(from)))
  narrow('made_at < ?', until && startOfDay(addDays(businessDay(until), 1)))
  const named = 'INSTR(LOWER(file_name), ?) > 0'
  const { text, senders = [] } = search ?? {}
  const sentBy = senders.length > 0 ? `made_by IN (${marks(senders)})` : ''
  narrow(sentBy ? `(${named} OR ${sentBy})` : named, text?.toLowerCase(), ...senders)
  const where = conditions.join(' AND ')
  const list = { from: 'catalogue_import', where, parameters, columns: sortColumns }
  const { found, next } = await sortedRows(reader, { ...list, id: 'id', read: importOf }, part)
  return { imports: found, next }
}

/** Imports of benefits that were checked since then and not submitted. */
export async function unfinishedImports(
  reader: Reader,
  { programmeId, since, limit }: { programmeId: string; since: Date; limit: number },
): Promise<Import[]> {
  const rows = await reader.rows<CatalogueImportRow>(
    `SELECT * FROM catalogue_import WHERE programme_id = ? AND kind = 'benefits' AND state = 'checked' AND made_at > ?
     ORDER BY id DESC LIMIT ${limit}`,
    [programmeId, since],
  )
  return rows.map(importOf)
}

/** Takes the check of an import that nobody is checking, or whose check has stood still since then; answers whether. */
export async function claimCheck(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  { now, staleBefore }: { now: Date; staleBefore: Date },
): Promise<boolean> {
  const claimed = await tx.change(
    `UPDATE catalogue_import SET state = 'checking', checking_since = ? WHERE programme_id = ? AND id = ?
     AND (state IN ('checked', 'refused') OR (state = 'checking' AND checking_since < ?))`,
    [now, programmeId, importId, staleBefore],
  )
  return claimed === 1
}

export async function storeCheck(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  check: { state: 'checked' | 'refused'; summary: Summary | null; checkedAgainst: string; now: Date },
): Promise<void> {
  await tx.change(
    `UPDATE catalogue_import SET state = ?, summary = ?, checked_against = ?, checked_at = ?, checking_since = NULL
     WHERE programme_id = ? AND id = ? AND state = 'checking'`,
    [
      check.state,
      check.summary ? JSON.stringify(check.summary) : '',
      check.checkedAgainst,
      check.now,
      programmeId,
      importId,
    ],
  )
}

/** Answers whether it was checked and is submitted by this. */
export async function markSubmitted(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  { versionId, now }: { versionId: string | null; now: Date },
): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE catalogue_import SET state = 'submitted', submitted_at = ?, version_id = ?
     WHERE programme_id = ? AND id = ? AND state = 'checked'`,
    [now, versionId, programmeId, importId],
  )
  return changed === 1
}

export async function insertPieces(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  { kind, from, contents }: { kind: PieceKind; from: number; contents: readonly Buffer[] },
): Promise<void> {
  for (const [index, content] of contents.entries())
    await tx.insert('catalogue_import_piece', [
      { programme_id: programmeId, import_id: importId, kind, no: from + index, content },
    ])
}

export async function deletePieces(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  kinds: readonly PieceKind[],
): Promise<void> {
  await tx.change(
    `DELETE FROM catalogue_import_piece WHERE programme_id = ? AND import_id = ? AND kind IN (${marks(kinds)})`,
    [programmeId, importId, ...kinds],
  )
}

/** Of imports that are older than this id; that there were such files stays known. */
export async function deletePiecesBefore(
  tx: Tx,
  { programmeId, before }: { programmeId: string; before: string },
): Promise<void> {
  await tx.change('DELETE FROM catalogue_import_piece WHERE programme_id = ? AND import_id < ?', [programmeId, before])
}

/** The pieces of a list from one on; all of them where no limit is said. */
export async function piecesOf(
  reader: Reader,
  { programmeId, importId }: ImportKey,
  { kind, from = 0, limit = 10_000 }: { kind: PieceKind; from?: number; limit?: number },
): Promise<Buffer[]> {
  const rows = await reader.rows<Pick<CatalogueImportPieceRow, 'content'>>(
    `SELECT content FROM catalogue_import_piece WHERE programme_id = ? AND import_id = ? AND kind = ? AND no >= ?
     ORDER BY no LIMIT ${limit}`,
    [programmeId, importId, kind, from],
  )
  return rows.map(({ content }) => Buffer.from(content))
}

async function firstOf(reader: Reader, where: string, parameters: Parameter[]): Promise<Import | null> {
  const [row] = await reader.rows<CatalogueImportRow>(`SELECT * FROM catalogue_import WHERE ${where}`, parameters)
  return row ? importOf(row) : null
}

function importOf(row: CatalogueImportRow): Import {
  const at = (value: Date | string | null) => (value === null ? null : moment(value))
  return {
    programmeId: row.programme_id,
    id: row.id,
    kind: row.kind as Import['kind'],
    state: row.state as ImportState,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    fileHash: row.file_hash,
    madeBy: row.made_by,
    madeAt: moment(row.made_at),
    checkingSince: at(row.checking_since),
    checkedAt: at(row.checked_at),
    checkedAgainst: row.checked_against,
    summary: row.summary === '' ? null : (JSON.parse(row.summary) as Summary),
    submittedAt: at(row.submitted_at),
    versionId: row.version_id,
  }
}

import type { Tx } from '../../../db/database'
import { Refused } from '../../../http/refused'
import type { BenefitLine, NumberedBenefit } from '../benefitsFile'
import { replaceDraftRows } from '../draftRows'
import { beginDraft } from '../editDraft'
import { comparedWith } from './comparedWith'
import type { ImportDeps } from './importDeps'
import { type Import, type ImportKey, lockImport, markSubmitted, piecesOf } from './imports.store'
import { FileFault } from './reading/fileFault'
import { askWorker } from './worker/askWorker'

export interface DraftWanted {
  /** Only the rows that are right; otherwise all of them have to be. */
  onlyGood: boolean
  /** What the file does not name is taken out; what a wrong row names stays as it is. */
  replace: boolean
}

/** What a file has for a draft. */
export interface FileForDraft {
  benefits: BenefitLine[]
  /** Benefits that a row names that is wrong. */
  wrong: ReadonlySet<string>
}

/** The bytes of a benefits file that was sent. */
export async function fileOf({ database }: Pick<ImportDeps, 'database'>, key: ImportKey): Promise<Buffer> {
  return Buffer.concat(await piecesOf(database.reader, key, { kind: 'file' }))
}

/**
 * Reads a file that was checked once more, against what is live now.
 * @throws Refused import_not_checked, import_wrong, import_submitted, import_same_as_live, busy_try_later
 */
export async function benefitsToDraft(
  deps: ImportDeps,
  found: Import,
  { onlyGood, replace }: DraftWanted,
): Promise<FileForDraft> {
  if (found.state === 'submitted') throw new Refused('import_submitted')
  if (found.state !== 'checked') throw new Refused('import_not_checked')
  const key = { programmeId: found.programmeId, importId: found.id }
  const bytes = await fileOf(deps, key)
  if (bytes.length === 0) throw new Refused('not_found')
  const told: Told = { benefits: [], named: [], late: new Set() }
  const against = await comparedWith(deps, key)
  const read = askWorkerFor(deps, { ...against, bytes }, told)
  const { counts, complete } = await read.catch((error: unknown) => {
    throw error instanceof FileFault ? new Refused('import_wrong') : error
  })
  const { named, late } = told
  const benefits = told.benefits.filter(({ row }) => !late.has(row)).map(({ benefit }) => benefit)
  if (!complete || benefits.length === 0 || (counts.problems > 0 && !onlyGood)) throw new Refused('import_wrong')
  const inFile = new Set(named)
  const leavesOut = replace && [...against.known].some(([id, { retired }]) => !retired && !inFile.has(id))
  if (!leavesOut && counts.new + counts.changed === 0) throw new Refused('import_same_as_live')
  const good = new Set(benefits.map(({ benefitId }) => benefitId))
  const wrong = new Set(named.filter((benefitId) => !good.has(benefitId)))
  // A wrong row that names nothing live may mean any benefit: nobody knows then what the file leaves out.
  const ofLive = [...wrong].filter((benefitId) => against.known.has(benefitId))
  if (replace && counts.wrong !== ofLive.length) throw new Refused('import_wrong')
  return { benefits, wrong }
}

/** What the worker has told of a file. */
interface Told {
  benefits: NumberedBenefit[]
  named: string[]
  /** Rows that are wrong after all. */
  late: Set<number>
}

function askWorkerFor({ line }: ImportDeps, asked: Omit<Parameters<typeof askWorker>[0], 'task' | 'take'>, told: Told) {
  const take: Parameters<typeof askWorker>[0]['take'] = (piece) => {
    if (piece.kind === 'benefits') told.benefits.push(...piece.items)
    if (piece.kind === 'names') told.named.push(...piece.items)
    if (piece.kind === 'late') for (const row of piece.items) told.late.add(row)
  }
  return line.run(() => askWorker({ ...asked, task: { kind: 'benefits' }, take }))
}

/**
 * Makes a draft of what is live and puts the benefits into it; submits nothing to review.
 * @throws Refused import_submitted when somebody else was quicker
 */
export async function draftFile(
  tx: Tx,
  found: Import,
  draft: Pick<DraftWanted, 'replace'> & FileForDraft & { by: string; newId: () => string; now: Date },
): Promise<{ versionId: string }> {
  const { programmeId, id: importId } = found
  const { benefits, wrong, replace, by, newId, now } = draft
  const locked = await lockImport(tx, { programmeId, importId })
  if (locked?.state !== 'checked') throw new Refused('import_submitted')
  const version = await beginDraft(tx, { programmeId, from: 'live', note: found.fileName, by, newId, now })
  const versionId = version.id
  await replaceDraftRows(tx, { programmeId, versionId, rows: benefits, by, now, keepOthers: replace ? wrong : true })
  await markSubmitted(tx, { programmeId, importId }, { versionId, now })
  return { versionId }
}

import { createHash } from 'node:crypto'
import { maskCode } from '../../../shared/values/masks'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { addToBatches, knownBatches } from './batches.store'
import { type BenefitsFile, readBenefitsFile } from './benefitsFile'
import { type CatalogueProblem, CatalogueProblems } from './catalogueProblems'
import { codePrints } from './codePrints'
import { type CodesFile, noCodes, readCodesFile } from './codesFile'
import { recordLoaded } from './liveVersion'
import {
  codesWereLoaded,
  insertCodes,
  type KnownBenefit,
  knownBenefits,
  knownFingerprints,
  lockCatalogue,
  recordLoad,
} from './load.store'
import {
  checkBatches,
  checkCampaigns,
  checkDeliveries,
  checkFingerprints,
  checkOwners,
  checkStock,
  noteEnded,
} from './loadChecks'
import { type LoadCounts, type LoadPlan, planLoad } from './loadPlan'
import { versionName, writeBenefits, writeStock } from './publishBenefits'
import { type Shelves, shelfChanged } from './shelves'

export type { LoadCounts } from './loadPlan'

export interface LoadDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  /** The suppliers that orders can go to; a benefit of another one is a problem. Any name will do where nothing is said. */
  suppliers?: ReadonlySet<string>
  /** What this process shows of catalogues: told when one has changed. */
  shelves?: Shelves
}

export interface LoadRequest {
  programmeId: string
  /** The benefits file: CSV in UTF-8 or GB18030. */
  benefits: Uint8Array
  /** The codes file, where codes are to be added. */
  codes?: Uint8Array
  /** Retire the programme's benefits that the file does not name; otherwise they stay as they are. */
  replace?: boolean
  /** Told from time to time how many codes are in. */
  progress?: (codes: { done: number; total: number }) => void
}

/** `loaded`, or why nothing was to be done. */
export type LoadOutcome = 'loaded' | 'same_files' | 'nothing_changed'

export type CatalogueLoad =
  | {
      ok: true
      outcome: LoadOutcome
      /** The version that is live now. */
      version: string
      counts: LoadCounts
      /** What nobody may have meant, although it is in order. */
      notices: CatalogueProblem[]
    }
  | { ok: false; problems: CatalogueProblem[] }

/** Loads a catalogue: all of it in one transaction, or nothing and everything that is wrong with it. */
export async function loadCatalogue(deps: LoadDeps, request: LoadRequest): Promise<CatalogueLoad> {
  const problems = new CatalogueProblems()
  const files: Files = {
    benefits: readBenefitsFile(request.benefits, problems, deps.suppliers),
    codes: request.codes ? readCodesFile(request.codes, problems) : noCodes,
    ...hashesOf(request),
  }
  try {
    const answer = await deps.database.inTransaction((tx) => load(tx, deps, { request, files, fromFiles: problems }))
    if (deps.shelves) shelfChanged(deps.shelves, request.programmeId)
    return answer
  } catch (error) {
    if (error instanceof LoadStopped) return { ok: false, problems: error.problems }
    throw error
  }
}

interface Files {
  benefits: BenefitsFile
  codes: CodesFile
  benefitsHash: string
  codesHash: string | null
}

interface Work {
  request: LoadRequest
  files: Files
  /** A transaction that is run again starts from these. */
  fromFiles: CatalogueProblems
}

/** Rolls the transaction back. */
class LoadStopped extends Error {
  constructor(readonly problems: CatalogueProblem[]) {
    super(`${problems.length} problems`)
  }
}

function hashesOf({ benefits, codes, replace = false }: LoadRequest): Pick<Files, 'benefitsHash' | 'codesHash'> {
  return {
    benefitsHash: createHash('sha256')
      .update(replace ? 'replace\n' : 'keep\n')
      .update(benefits)
      .digest('hex'),
    codesHash: codes ? createHash('sha256').update(codes).digest('hex') : null,
  }
}

async function load(tx: Tx, deps: LoadDeps, work: Work): Promise<CatalogueLoad> {
  const { request, files } = work
  const { programmeId, replace = false } = request
  const now = deps.surroundings.now()
  const live = await lockCatalogue(tx, programmeId, now)
  const codesRepeat = files.codesHash !== null && (await codesWereLoaded(tx, programmeId, files.codesHash))
  const known = await knownBenefits(tx, { programmeId, now })
  const codes = codesRepeat ? noCodes : files.codes
  const plan = planLoad(files.benefits.benefits, known, { replace })
  const counts = countsOf(plan, codes)
  const answer = (outcome: LoadOutcome, version: string): CatalogueLoad => {
    return { ok: true, outcome, version, counts, notices: noticesOf(files, now) }
  }
  if (live.benefitsHash === files.benefitsHash && (codesRepeat || !files.codesHash)) {
    return answer('same_files', live.version)
  }
  const fingerprints = await checked(tx, deps.vault, { work, known, codes, now })
  if (counts.new + counts.changed + counts.retired + counts.codesAdded + plan.moved.length === 0) {
    return answer('nothing_changed', live.version)
  }
  const version = versionName(now, files.benefitsHash, files.codesHash)
  await writeBenefits(tx, { programmeId, version, plan, now })
  await writeCodes(tx, deps, { request, codes, fingerprints, known })
  await addToBatches(tx, { programmeId, now }, batchesWith(codes))
  const { newId } = deps.surroundings
  const benefits = files.benefits.benefits.map(({ benefit }) => benefit)
  const before = { programmeId, name: live.version, known, newId, now }
  await recordLoaded(tx, { ...before, loadedAs: version }, { benefits, plan, replace })
  await restock(tx, programmeId, plan)
  const codesHash = codesRepeat ? null : files.codesHash
  const id = newId()
  await recordLoad(tx, { programmeId, id, version, benefitsHash: files.benefitsHash, codesHash, counts, loadedAt: now })
  return answer('loaded', version)
}

function countsOf(plan: LoadPlan, codes: CodesFile): LoadCounts {
  return {
    new: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged.length,
    retired: plan.retired.length,
    codesAdded: codes.codes.length,
  }
}

function noticesOf({ benefits }: Files, now: Date): CatalogueProblem[] {
  const notices = new CatalogueProblems()
  noteEnded(benefits.benefits, now, notices)
  return notices.list
}

/** Checks the files against the catalogue and answers the fingerprints of the codes, in their order. */
async function checked(
  tx: Tx,
  vault: Vault,
  { work, known, codes, now }: { work: Work; known: ReadonlyMap<string, KnownBenefit>; codes: CodesFile; now: Date },
): Promise<string[]> {
  const { request, files, fromFiles } = work
  const { programmeId, replace = false } = request
  const problems = CatalogueProblems.from(fromFiles)
  const held = { known, file: files.benefits, codes, replace }
  for (const check of [checkStock, checkDeliveries, checkCampaigns, checkOwners]) check(held, problems)
  const loaded = await knownBatches(tx, programmeId, [...codes.batches.keys()])
  checkBatches(codes, { loaded, now }, problems)
  const prints = codePrints(vault, codes.codes)
  const fingerprints = prints.map(({ current }) => current)
  const inPool = await knownFingerprints(tx, programmeId, prints)
  checkFingerprints(codes.codes, { fingerprints, inPool }, problems)
  if (problems.count > 0) throw new LoadStopped(problems.inOrder())
  return fingerprints
}

const codesAtATime = 2_000

async function writeCodes(
  tx: Tx,
  { vault, surroundings }: LoadDeps,
  {
    request,
    codes,
    fingerprints,
    known,
  }: { request: LoadRequest; codes: CodesFile; fingerprints: string[]; known: ReadonlyMap<string, KnownBenefit> },
): Promise<void> {
  const last = new Map([...known].map(([id, benefit]) => [id, benefit.codes]))
  const total = codes.codes.length
  for (let start = 0; start < total; start += codesAtATime) {
    const slice = codes.codes.slice(start, start + codesAtATime).map(({ benefitId, code, batchId }, index) => {
      const seq = (last.get(benefitId) ?? 0) + 1
      last.set(benefitId, seq)
      const fingerprint = fingerprints[start + index] ?? ''
      const masked = maskCode(code)
      const validUntil = (batchId !== null && codes.batches.get(batchId)?.validUntil) || null
      const sealed = { cipher: vault.seal(code), fingerprint, masked }
      return { benefitId, seq, codeId: surroundings.newId(), ...sealed, batchId, validUntil }
    })
    await insertCodes(tx, request.programmeId, slice)
    request.progress?.({ done: start + slice.length, total })
  }
}

function batchesWith({ batches, codes }: CodesFile) {
  const counts = new Map<string, number>()
  for (const { batchId } of codes) if (batchId !== null) counts.set(batchId, (counts.get(batchId) ?? 0) + 1)
  return [...batches.values()].map((batch) => ({ ...batch, codes: counts.get(batch.batchId) ?? 0 }))
}

async function restock(tx: Tx, programmeId: string, plan: LoadPlan): Promise<void> {
  const problems = new CatalogueProblems()
  for (const { row, benefit } of await writeStock(tx, programmeId, plan))
    problems.note({ file: 'benefits', row, column: 'stock', code: 'stock_below_issued' }, `> ${benefit.stock}`)
  if (problems.count > 0) throw new LoadStopped(problems.list)
}

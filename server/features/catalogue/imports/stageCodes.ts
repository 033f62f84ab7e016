import { maskCode } from '../../../../shared/values/masks'
import { knownBatches } from '../batches.store'
import { CatalogueProblems } from '../catalogueProblems'
import { codePrints } from '../codePrints'
import type { BatchLine, CodeLine } from '../codesFile'
import { type KnownBenefit, knownBenefits, knownFingerprints } from '../load.store'
import { checkBatches, checkFingerprints, checkOwners } from '../loadChecks'
import { versionRows } from '../versions.store'
import { openVersions } from './comparedWith'
import type { ImportDeps } from './importDeps'
import type { ImportKey, Summary } from './imports.store'
import { keepCheck, keptLists } from './keepCheck'
import { deleteStaged, insertStaged, type StagedCode, stagedElsewhere } from './stagedCodes.store'
import { askWorker } from './worker/askWorker'
import type { Piece } from './worker/messages'

const mostBenefitsTold = 300

/** Reads codes, checks them and keeps them sealed; where anything is wrong with any of them, none is kept. */
export async function stageCodes(deps: ImportDeps, { bytes, ...key }: ImportKey & { bytes: Buffer }): Promise<void> {
  const { database, surroundings } = deps
  const staging = await newStaging(deps, key)
  const kept = keptLists(deps, key)
  await kept.clear()
  const done = await askWorker({
    task: { kind: 'codes' },
    bytes,
    suppliers: null,
    now: surroundings.now(),
    others: [],
    waiting: [],
    known: new Map(),
    take: (piece) => staging.take(piece),
  })
  const { problems, notices } = staging
  for (const [kind, list] of [
    ['problems', problems],
    ['notices', notices],
  ] as const)
    if (list.list.length > 0) await kept.add(kind, list.inOrder())
  if (problems.count > 0) await database.inTransaction((tx) => deleteStaged(tx, key))
  const wrong = new Set(problems.list.map(({ row }) => row)).size
  const counts = { ...done.counts, problems: problems.count, wrong, notices: notices.count }
  const summary: Summary = { ...done, counts, overlaps: [], ...staging.told() }
  await keepCheck(deps, key, { summary, live: '' })
}

interface Staging {
  problems: CatalogueProblems
  notices: CatalogueProblems
  take(piece: Piece): Promise<void>
  told(): Pick<Summary, 'codes' | 'batches'>
}

async function newStaging(deps: ImportDeps, key: ImportKey): Promise<Staging> {
  const { reader } = deps.database
  const now = deps.surroundings.now()
  const known = await knownBenefits(reader, { programmeId: key.programmeId, now })
  const drafted = await draftedBenefits(deps, key.programmeId)
  const problems = new CatalogueProblems(5_000)
  const notices = new CatalogueProblems(200)
  const batches = new Map<string, BatchLine & { codes: number }>()
  const codesOf = new Map<string, number>()
  return {
    problems,
    notices,
    async take(piece) {
      if (piece.kind === 'problems') {
        problems.list.push(...piece.items)
        problems.count += piece.items.length
      }
      if (piece.kind === 'notices') {
        notices.list.push(...piece.items)
        notices.count += piece.items.length
      }
      if (piece.kind === 'batches') {
        // What comes from another thread may be a date of another kind, which databases do not know.
        const here = ({ validUntil }: BatchLine) => validUntil && new Date(validUntil.getTime())
        for (const batch of piece.items) batches.set(batch.batchId, { ...batch, validUntil: here(batch), codes: 0 })
        const loaded = await knownBatches(reader, key.programmeId, [...batches.keys()])
        const theirs = new Map(piece.items.map((batch) => [batch.batchId, batch]))
        checkBatches(
          { codes: [], batches: theirs, rowsOfBenefit: new Map(), complete: true },
          { loaded, now },
          problems,
        )
      }
      if (piece.kind === 'codes')
        await stage(deps, key, { codes: piece.items, known, drafted, problems, notices, batches, codesOf })
    },
    told: () => ({
      // What is no benefit may be a code, where the two columns have each other's name.
      codes: [...codesOf]
        .filter(([benefitId]) => known.has(benefitId) || drafted.has(benefitId))
        .slice(0, mostBenefitsTold)
        .map(([benefitId, codes]) => ({ benefitId, codes })),
      batches: [...batches.values()].slice(0, mostBenefitsTold).map(({ batchId, codes, validUntil }) => {
        return { batchId, codes, validUntil: validUntil?.toISOString() ?? null }
      }),
    }),
  }
}

/** Codes may come before their benefit is live. */
async function draftedBenefits({ database: { reader } }: ImportDeps, programmeId: string): Promise<Set<string>> {
  const drafted = new Set<string>()
  for (const { id } of await openVersions(reader, programmeId))
    for (const { cells } of await versionRows(reader, { programmeId, versionId: id })) drafted.add(cells.benefit_id)
  return drafted
}

interface Part {
  codes: CodeLine[]
  known: Map<string, KnownBenefit>
  drafted: ReadonlySet<string>
  problems: CatalogueProblems
  notices: CatalogueProblems
  batches: Map<string, BatchLine & { codes: number }>
  codesOf: Map<string, number>
}

async function stage(
  { database, vault, surroundings }: ImportDeps,
  key: ImportKey,
  { codes, known, drafted, problems, notices, batches, codesOf }: Part,
): Promise<void> {
  const named = new Set([...drafted].filter((benefitId) => !known.has(benefitId)))
  const file = { codes, batches: new Map(), rowsOfBenefit: new Map(), complete: true }
  checkOwners({ codes: file, known, file: { benefits: [], named, complete: true }, replace: false }, problems)
  const prints = codePrints(vault, codes)
  const fingerprints = prints.map(({ current }) => current)
  const inPool = await knownFingerprints(database.reader, key.programmeId, prints)
  checkFingerprints(codes, { fingerprints, inPool }, problems)
  const elsewhere = await stagedElsewhere(database.reader, key, prints)
  const staged = codes.map(({ row, benefitId, code, batchId }, index): StagedCode => {
    const fingerprint = fingerprints[index] ?? ''
    if (elsewhere.has(fingerprint)) notices.note({ file: 'codes', row, column: 'code', code: 'code_staged' })
    const no = (codesOf.get(benefitId) ?? 0) + 1
    codesOf.set(benefitId, no)
    const batch = batchId === null ? undefined : batches.get(batchId)
    if (batch) batch.codes++
    const sealed = { cipher: vault.seal(code), fingerprint, masked: maskCode(code) }
    return { benefitId, no, codeId: surroundings.newId(), ...sealed, batchId, validUntil: batch?.validUntil ?? null }
  })
  if (problems.count === 0) await database.inTransaction((tx) => insertStaged(tx, key, staged))
}

import { Refused } from '../../../http/refused'
import { liveCatalogue } from '../liveCatalogue.store'
import type { KnownBenefit } from '../load.store'
import { comparedWith } from './comparedWith'
import type { ImportDeps } from './importDeps'
import { claimCheck, type Import, type ImportKey, type LeftOut, type PieceKind } from './imports.store'
import { keepCheck, keepFault, keptLists } from './keepCheck'
import { FileFault } from './reading/fileFault'
import { stageCodes } from './stageCodes'
import { askWorker } from './worker/askWorker'

export interface FileToCheck extends ImportKey {
  kind: Import['kind']
  bytes: Buffer
  /** It was checked before. */
  isAgain?: boolean
}

/** A check that has stood still for so long has lost its process. */
export const staleAfterMs = 5 * 60_000

/** Checks a file and keeps what came of it. Whatever ends it, the import says so. */
export async function runCheck(deps: ImportDeps, file: FileToCheck): Promise<void> {
  const { programmeId, importId, isAgain = false } = file
  const key = { programmeId, importId }
  if (isAgain && !(await claimed(deps, key))) return
  try {
    await deps.line.run(() => (file.kind === 'codes' ? stageCodes(deps, file) : checkBenefits(deps, file)))
  } catch (error) {
    await refuseFile(deps, file, error)
    if (!(error instanceof FileFault)) throw error
  }
}

function claimed({ database, surroundings }: ImportDeps, key: ImportKey): Promise<boolean> {
  const now = surroundings.now()
  return database.inTransaction((tx) =>
    claimCheck(tx, key, { now, staleBefore: new Date(now.getTime() - staleAfterMs) }),
  )
}

async function checkBenefits(deps: ImportDeps, { bytes, ...key }: FileToCheck): Promise<void> {
  const { reader } = deps.database
  const against = await comparedWith(deps, key)
  const live = await liveCatalogue(reader, key.programmeId)
  const lists = keptLists(deps, key)
  await lists.clear()
  const { others } = against
  const left = new Map([...against.known].filter(([, { retired }]) => !retired))
  const names = new Map(others.map(({ id, kind, name }) => [id, { kind, name }]))
  const done = await askWorker({
    ...against,
    task: { kind: 'check' },
    bytes,
    take: ({ kind, items }) => {
      if (kind === 'names') for (const benefitId of items) left.delete(benefitId)
      return lists.add(kind as PieceKind, items)
    },
  })
  const overlaps = done.overlaps.flatMap((overlap) => {
    const other = names.get(overlap.id)
    return other ? [{ ...overlap, ...other }] : []
  })
  const summary = { ...done, overlaps, codes: [], batches: [], leftOut: leftOutOf(left) }
  await keepCheck(deps, key, { summary, live: live?.version ?? '' })
}

const mostNamed = 100

function leftOutOf(left: ReadonlyMap<string, KnownBenefit>): LeftOut {
  const first = [...left].slice(0, mostNamed).map(([benefitId, { benefit }]) => ({ benefitId, title: benefit.title }))
  return { count: left.size, first }
}

async function refuseFile(deps: ImportDeps, { kind, ...key }: FileToCheck, error: unknown): Promise<void> {
  const fault = error instanceof FileFault ? error : new FileFault('check_interrupted')
  const busy = error instanceof Refused
  await keepFault(deps, { ...key, kind }, busy ? new FileFault('check_interrupted') : fault)
}

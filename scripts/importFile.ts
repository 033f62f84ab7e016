import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import {
  type Import,
  type ImportDeps,
  importOf,
  lineOfImports,
  showImport,
  takeFile,
} from '../server/features/catalogue'
import { accountByLogin, submitImport, uploadNoted } from '../server/features/operators'
import { Refused } from '../server/http/refused'
import { refusalWords } from '../shared/words/refusals'
import { tell, UsageError } from './commandLine'
import type { OpenProduct } from './openProduct'

export interface FileImport {
  programmeId: string
  file: string
  bytes: Buffer
  /** Says what is in the file, and goes no further. */
  checkOnly: boolean
  /** The rows that are right, although others are wrong. */
  onlyGood: boolean
  replace: boolean
  /** The operator in whose name the draft is made. */
  login: string | undefined
}

/** As long as the thread that reads it may take. */
const patience = 120_000

/** Checks a file and makes a draft of it, by the very road of the console. Answers the exit status. */
export async function importFile(product: OpenProduct, asked: FileImport): Promise<number> {
  const { database, environment } = product
  const { programmeId, file, bytes, checkOnly, onlyGood } = asked
  const maker = checkOnly ? null : await makerNamed(product, asked)
  const failed = (error: unknown) => tell(String(error))
  const supplierNames = new Set(environment.suppliers.keys())
  const deps = { ...product, supplierNames, line: lineOfImports(), failed }
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  const described = { programmeId, kind: 'benefits' as const, fileName: basename(file).slice(0, 128), bytes, fileHash }
  const madeBy = maker?.operatorId ?? null
  const noted = uploadNoted(product, described, { operatorId: madeBy, requestId: null, address: null })
  const { found, isRepeated } = await takeFile(deps, { ...described, madeBy, noted }, { patience })
  const shown = await showImport(database.reader, found, { isRepeated })
  tellShown(shown)
  await tellProblems(deps, found, shown)
  const isWrong = shown.state === 'refused' || (shown.counts?.problems ?? 0) > 0
  if (!maker || (isWrong && !(onlyGood && shown.isComplete))) return ended(isWrong ? 'refused' : 'checked', shown)
  if (shown.state === 'submitted') return ended('submitted_before', shown)
  if (shown.isSameAsLive) return ended('nothing_changed', shown)
  return submit(deps, { found, maker, asked })
}

type Maker = Parameters<typeof submitImport>[1]['operator']

async function submit(
  deps: ImportDeps & OpenProduct,
  { found, maker, asked }: { found: Import; maker: Maker; asked: FileImport },
): Promise<number> {
  const { onlyGood, replace, programmeId } = asked
  const desk = { ...deps, defaultProgrammeId: programmeId }
  const doing = { operator: maker, key: undefined, requestId: 'command-line', address: '' }
  const what = { found, onlyGood, replace, reason: `command line: ${found.fileName}` }
  try {
    await submitImport(desk, doing, what)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    tell(`${refusalWords[error.code].zh} / ${refusalWords[error.code].en}`)
    process.stdout.write(`${JSON.stringify({ outcome: 'refused', code: error.code })}\n`)
    return 1
  }
  const after = await importOf(deps.database.reader, { programmeId, importId: found.id })
  tell('已成为草稿，请在控制台提交审核 / now a draft: submit it for review in the console')
  const { id: importId, versionId } = after ?? found
  process.stdout.write(`${JSON.stringify({ outcome: 'draft', importId, versionId, ...found.summary?.counts })}\n`)
  return 0
}

async function makerNamed({ database }: OpenProduct, { login, programmeId }: FileImport): Promise<Maker> {
  const hint = '导入须写明运营的登录名 / say whose draft it is: --as LOGIN'
  if (login === undefined) throw new UsageError(`缺少 --as / no --as given；${hint}`)
  const account = await accountByLogin(database.reader, login)
  const isTheirs = account && (account.programmeId === '*' || account.programmeId === programmeId)
  if (!account || !isTheirs) throw new UsageError(`没有这个运营 / no such operator: ${login}；${hint}`)
  return { operatorId: account.id, name: account.name, programmeId: account.programmeId, roles: account.roles }
}

type Shown = Awaited<ReturnType<typeof showImport>>

function tellShown({ isRepeated, counts, overlaps, id, state }: Shown): void {
  if (isRepeated) tell(`与先前的导入相同，没有另建 / the same file as before, nothing new was made: ${id} (${state})`)
  if (!counts) return
  const { rows, new: added, changed, unchanged, wrong, problems } = counts
  tell(
    `${rows} 行：新增 ${added}，变更 ${changed}，未变 ${unchanged}，有误 ${wrong}（${problems} 处） / ${rows} rows: ${added} new, ${changed} changed, ${unchanged} unchanged, ${wrong} wrong (${problems} problems)`,
  )
  for (const { kind, name, count, first } of overlaps)
    tell(
      `    与未完成的${kind === 'draft' ? '草稿' : '导入'}重叠 / overlaps with ${kind} ${name}: ${count} (${first.join(', ')})`,
    )
}

async function tellProblems({ database }: ImportDeps, found: Import, first: Shown): Promise<void> {
  let shown = first
  for (;;) {
    for (const { row, letter, column, code, zh, en, adviceZh, adviceEn } of shown.problems)
      tell(`    ${row}${letter}${column ? ` ${column}` : ''} ${code}: ${zh}。${adviceZh} / ${en}. ${adviceEn}`)
    if (shown.nextProblems === null) return
    shown = await showImport(database.reader, found, { problemsFrom: Number(shown.nextProblems) })
  }
}

function ended(outcome: string, { id: importId, counts, versionId }: Shown): number {
  process.stdout.write(`${JSON.stringify({ outcome, importId, versionId, ...counts })}\n`)
  return outcome === 'refused' ? 1 : 0
}

import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Database } from '../server/db/database'
import { type CatalogueLoad, type CatalogueProblem, loadCatalogue, stockReport } from '../server/features/catalogue'
import { type EntitlementsLoad, loadEntitlements } from '../server/features/entitlements'
import { allProgrammeIds } from '../server/features/programmes'
import { runCommand, tell, UsageError } from './commandLine'
import { importFile } from './importFile'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run catalogue -- load FILE [--codes FILE] [--programme ID] [--replace]
      npm run catalogue -- import FILE [--check-only] [--only-good] [--replace] [--as LOGIN] [--programme ID]
      npm run catalogue -- entitlements FILE [--programme ID]
      npm run catalogue -- stock [--programme ID]

load 把权益目录（CSV）及其卡密（CSV）装入 DATABASE_URL 指向的数据库：要么全部装入，要么一行也不装，并一次列出所有问题。
同样的文件再装一次不会改变任何数据，并会说明。最后一行标准输出是 JSON 汇总。各列的写法见 docs/catalogue.md。

  FILE            权益文件，一行一项权益，UTF-8 或 GB18030
  --codes FILE    卡密文件：权益编号、卡密，可另有批次和有效期至
  --programme ID  联名计划；只装有一个时可省略
  --replace       文件里没有的权益一律下架；不加则保持原样，排在文件里的权益之后

import 与控制台的导入完全相同：检查 .xlsx 或 .csv 文件，列出全部问题（行、列、原因、怎么改），没有问题就成为一份草稿，由 --as
写明的运营在控制台提交审核；线上目录不变。最后一行标准输出是 JSON 汇总。

  --check-only    只检查，不建草稿
  --only-good     有问题的行除外，其余成为草稿
  --as LOGIN      草稿记在哪位运营名下

entitlements 增加等级权益的版本（JSON，格式同 server/demo/entitlements.json，写法见 docs/tiers.md）：各等级每月不用积分
可选的权益。一版从某月 1 日起生效；已有权益的等级，只能改今天以后的月份。同样要么全部装入，要么一次列出所有问题。

stock 每项权益输出一行 JSON：库存、已兑换、现在和总共还剩多少、下一批放量、各批次未发的卡密数量与有效期、低库存提醒。只有
数量，从不列出卡密。

Usage: npm run catalogue -- load FILE [--codes FILE] [--programme ID] [--replace]
       npm run catalogue -- import FILE [--check-only] [--only-good] [--replace] [--as LOGIN] [--programme ID]
       npm run catalogue -- entitlements FILE [--programme ID]
       npm run catalogue -- stock [--programme ID]

load loads a catalogue of benefits (CSV) and their codes (CSV) into the database that DATABASE_URL names: all of it, or
nothing and everything that is wrong with it. The same files again change nothing and say so. The last line of standard
output is a summary, one JSON object. Exit status: 0 when loaded or known, 1 when refused. docs/catalogue.md describes
the columns.

  FILE            the benefits, one a row, in UTF-8 or GB18030
  --codes FILE    the codes: benefit_id and code, and where there are any batch and valid_until
  --programme ID  the programme; may be left out where only one is installed
  --replace       retires every benefit that the file does not name; otherwise they stay, behind those of the file

import is what the console does: it checks an .xlsx or .csv file, lists all that is wrong with it (row, column, why, what to
do), and makes a draft of it where nothing is; the operator whom --as names submits it for review in the console. What is
live stays as it is. The last line of standard output is a summary, one JSON object.

  --check-only    checks it and makes no draft
  --only-good     leaves out the rows that are wrong
  --as LOGIN      the operator whose draft it is

entitlements adds versions of what each tier may choose every month without points (JSON, as server/demo/entitlements.json
has it; docs/tiers.md describes it). A version begins with a month; a tier that has an offer can change it only from a month
after today. All of the file is taken, or nothing and everything that is wrong with it.

stock prints one JSON object a line for each benefit: its stock, how much was issued and is left now and in all, the next
portion, free codes by batch with their last moment, and its low-stock mark. Counts alone, never a code.
`

if (require.main === module) runCommand(help, main)

/** Answers the exit status. */
export async function main(argv: string[]): Promise<number> {
  const { command, file, codesFile, programme, replace, imported } = wordsOf(argv)
  const bytes = file === undefined ? Buffer.alloc(0) : await bytesOf(file)
  const codes = codesFile === undefined ? undefined : await bytesOf(codesFile)
  const product = await openProduct()
  try {
    const programmeId = await programmeNamed(product.database, programme)
    if (command === 'stock') return await reportStock(product, programmeId)
    if (command === 'import') return await importFile(product, { programmeId, bytes, ...imported })
    if (command === 'entitlements') return reportSets(await loadEntitlements(product, { programmeId, file: bytes }))
    const files = { benefits: bytes, codes }
    const deps = { ...product, suppliers: new Set(product.environment.suppliers.keys()) }
    return report(await loadCatalogue(deps, { programmeId, ...files, replace, progress: tellProgress }))
  } finally {
    await product.close()
  }
}

function wordsOf(argv: string[]) {
  const { values, positionals } = parsed(argv)
  const [command, file, ...rest] = positionals
  if (command !== 'load' && command !== 'import' && command !== 'entitlements' && command !== 'stock')
    throw new UsageError(`不认识的命令 / unknown command: ${command ?? '–'}`)
  if (command === 'stock' && file !== undefined) throw new UsageError('stock 不接受 FILE / stock takes no FILE')
  if (command !== 'stock' && file === undefined) throw new UsageError('缺少 FILE / no FILE given')
  if (rest.length > 0) throw new UsageError(`只接受一个 FILE / only one FILE is taken: ${rest.join(' ')}`)
  refuseForeignOptions(command, values)
  const { 'check-only': checkOnly, 'only-good': onlyGood, as: login, replace, codes: codesFile, programme } = values
  return {
    command,
    file,
    codesFile,
    programme,
    replace,
    imported: { file: file ?? '', checkOnly, onlyGood, replace, login },
  }
}

function refuseForeignOptions(command: string, values: ReturnType<typeof parsed>['values']): void {
  const ofImport = values['check-only'] || values['only-good'] || values.as !== undefined
  if (command !== 'import' && ofImport)
    throw new UsageError(
      '只有 import 接受 --check-only、--only-good 与 --as / only import takes --check-only, --only-good and --as',
    )
  if (command !== 'load' && values.codes !== undefined)
    throw new UsageError('只有 load 接受 --codes / only load takes --codes')
  if (command !== 'load' && command !== 'import' && values.replace)
    throw new UsageError('只有 load 与 import 接受 --replace / only load and import take --replace')
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        codes: { type: 'string' },
        programme: { type: 'string' },
        replace: { type: 'boolean', default: false },
        'check-only': { type: 'boolean', default: false },
        'only-good': { type: 'boolean', default: false },
        as: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(optionProblem(error as Error & { code?: string }))
  }
}

/** Node says it in English alone, with advice that does not fit here. */
function optionProblem({ code, message }: Error & { code?: string }): string {
  const [option = ''] = /--?[^\s']+/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `不认识的选项 / unknown option: ${option}`
  return `选项的值缺少或多余 / a value is missing or not wanted: ${option}`
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new UsageError(`无法读取 / cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}

async function programmeNamed(database: Database, wanted: string | undefined): Promise<string> {
  const installed = await allProgrammeIds(database.reader)
  const [only] = installed
  if (wanted === undefined && only !== undefined && installed.length === 1) return only
  if (wanted !== undefined && installed.includes(wanted)) return wanted
  const problem =
    wanted === undefined ? '缺少 --programme / no --programme given' : `没有这个联名计划 / no such programme: ${wanted}`
  throw new UsageError(`${problem}；已装有的联名计划 / installed programmes: ${installed.join(', ')}`)
}

async function reportStock({ database, surroundings }: OpenProduct, programmeId: string): Promise<number> {
  const lines = await stockReport(database.reader, { programmeId, now: surroundings.now() })
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`)
  return 0
}

function tellProgress({ done, total }: { done: number; total: number }): void {
  tell(`卡密 / codes: ${done} / ${total}`)
}

const outcomes = {
  loaded: '已装入 / loaded',
  same_files: '与上次装入的文件相同，未改变任何数据 / the same files as loaded before, nothing changed',
  nothing_changed: '内容没有变化，未改变任何数据 / nothing in it differs, nothing changed',
}

function report(load: CatalogueLoad): number {
  if (!load.ok) {
    return refuse(load.problems.map(sentenceOf))
  }
  const { outcome, version, counts, notices } = load
  const zh = `新增 ${counts.new}，变更 ${counts.changed}，未变 ${counts.unchanged}，下架 ${counts.retired}，新卡密 ${counts.codesAdded}`
  const en = `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.retired} retired, ${counted(counts.codesAdded, 'code')} added`
  tell(`${outcomes[outcome]}\n目录版本 / catalogue version ${version}: ${zh} / ${en}`)
  for (const notice of notices) tell(`    注意 / notice: ${sentenceOf(notice)}`)
  process.stdout.write(`${JSON.stringify({ outcome, version, ...counts, notices: notices.length })}\n`)
  return 0
}

function reportSets(load: EntitlementsLoad): number {
  if (!load.ok) {
    return refuse(load.problems.map(({ row, field, code, zh, en }) => `${row} ${field} ${code}: ${zh} / ${en}`))
  }
  const { outcome, added, known } = load
  tell(`${outcomes[outcome]}\n新增 ${added} 版，已有 ${known} 版 / ${counted(added, 'version')} added, ${known} known`)
  process.stdout.write(`${JSON.stringify({ outcome, added, known })}\n`)
  return 0
}

function refuse(problems: string[]): number {
  for (const problem of problems) tell(`    ${problem}`)
  const count = problems.length
  tell(`${count} 处问题，未改变任何数据 / ${counted(count, 'problem')}, nothing changed`)
  process.stdout.write(`${JSON.stringify({ outcome: 'refused', problems: count })}\n`)
  return 1
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function sentenceOf({ file, row, column, code, zh, en }: CatalogueProblem): string {
  return `${file} ${row}${column ? ` ${column}` : ''} ${code}: ${zh} / ${en}`
}

import { readFile } from 'node:fs/promises'
import type { Database, Tx } from '../server/db/database'
import { issuedTotals } from '../server/features/points'
import {
  addEarningRule,
  addTerms,
  earningRule,
  earningVersionsOf,
  findProgramme,
  insertProgramme,
  openBudgets,
  type ProgrammeSettings,
  programmeSettings,
  programmeTerms,
  termsVersionsOf,
  type VersionAdded,
} from '../server/features/programmes'
import { runCommand, tell, UsageError } from './commandLine'
import { openProduct } from './openProduct'

const help = `
用法：npm run programme -- install FILE
      npm run programme -- rule FILE [--programme ID]
      npm run programme -- terms FILE [--programme ID]
      npm run programme -- show [--programme ID]

install 把一个联名计划（JSON，格式同 server/demo/programme.json）装入 DATABASE_URL 所指的数据库。已有同名计划时不改动。
rule    增加一版积分规则（JSON，格式同联名计划中的 earning）。它从 since 那天起生效，最早为后天：已记账的不改判。
terms   增加一版条款（JSON：等级表、窗口、有效期、宽限、可用天数、到期方式、取整、欠分处理），同样最早从后天起生效。
show    以 JSON 打印联名计划、积分规则与条款的各个版本、各项预算已发多少、哪些已用完。

Usage: npm run programme -- install FILE
       npm run programme -- rule FILE [--programme ID]
       npm run programme -- terms FILE [--programme ID]
       npm run programme -- show [--programme ID]

install  installs a programme (JSON, as server/demo/programme.json has it) into the database that DATABASE_URL names. One
         that is there already is left as it is, and the exit status is 1.
rule     adds a version of the earning rule (JSON, as "earning" in a programme). It counts from the day "since" on, the
         day after tomorrow or later: what is posted is never judged anew. docs/points.md says what a rule can do.
terms    adds a version of the terms: tier table, window, term, grace, days until available, expiry, rounding and debt, with
         "version" and "since", the day after tomorrow or later as well. docs/points.md shows one.
show     prints the programme, every version of rule and terms, what was issued under each budget, and the budgets that are
         used up, as JSON.

What is wrong with a file is listed with its place.
`

const needsFile = new Set(['install', 'rule', 'terms'])

runCommand(help, async ([command = '', ...words]) => {
  if (command === 'show') return show(programmeNamed(words))
  const [file, ...rest] = words
  if (!file || file.startsWith('--') || !needsFile.has(command)) {
    throw new UsageError('缺少命令或 FILE / command or FILE missing')
  }
  const json = await readJson(file)
  if (command === 'install') return install(file, json)
  const programmeId = programmeNamed(rest)
  return command === 'rule' ? addRule(file, { json, programmeId }) : addTermsOf(file, { json, programmeId })
})

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`读不到文件 / cannot read ${file}`)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`不是 JSON / not JSON: ${file}: ${(error as Error).message}`)
  }
}

async function install(file: string, json: unknown): Promise<number> {
  const settings = programmeSettings.safeParse(json)
  if (!settings.success) return tellIssues(file, settings.error.issues)
  const { database, surroundings, close } = await openProduct({ withDemoProgramme: false })
  try {
    const isNew = await database.inTransaction((tx) => insertProgramme(tx, settings.data, surroundings.now()))
    tell(isNew ? `已安装 / installed: ${settings.data.id}` : `已存在，未改动 / is there already: ${settings.data.id}`)
    return isNew ? 0 : 1
  } finally {
    await close()
  }
}

interface Version {
  json: unknown
  programmeId: string | undefined
}

async function addRule(file: string, { json, programmeId }: Version): Promise<number> {
  const rule = earningRule.safeParse(json)
  if (!rule.success) return tellIssues(file, rule.error.issues)
  return addVersion(programmeId, (tx, at) => addEarningRule(tx, { ...at, rule: rule.data }))
}

async function addTermsOf(file: string, { json, programmeId }: Version): Promise<number> {
  const terms = programmeTerms.safeParse(json)
  if (!terms.success) return tellIssues(file, terms.error.issues)
  return addVersion(programmeId, (tx, at) => addTerms(tx, { ...at, terms: terms.data }))
}

type At = { programmeId: string; now: Date }

function addVersion(programmeId: string | undefined, add: (tx: Tx, at: At) => Promise<VersionAdded>): Promise<number> {
  return withProgramme(programmeId, async ({ id }, { database, now }) => {
    const at = { programmeId: id, now }
    const outcome = await database.inTransaction((tx) => add(tx, at))
    tell(sentences[outcome])
    return outcome === 'added' ? 0 : 1
  })
}

const sentences: Record<VersionAdded, string> = {
  added: '已增加 / added',
  too_soon:
    'since 最早为后天（午夜前十分钟起为大后天），因为明天的事实可能已记账 / "since" has to be the day after tomorrow or later (from ten minutes before midnight in Shanghai, a day later still), since facts of tomorrow may be posted already',
  day_taken: '这一天已有一版 / a version begins on that day already',
  version_taken: '已有同名的版本 / there is a version of that name already',
}

function show(programmeId: string | undefined): Promise<number> {
  return withProgramme(programmeId, async (programme, { database: { reader } }) => {
    const { earning, closures } = await earningVersionsOf(reader, programme)
    const issued = await issuedTotals(reader, programme.id)
    const budgets = await openBudgets(reader, programme)
    const terms = await termsVersionsOf(reader, programme)
    process.stdout.write(`${JSON.stringify({ programme, earning, terms, budgets, issued, closures }, null, 2)}\n`)
    return 0
  })
}

async function withProgramme(
  named: string | undefined,
  work: (programme: ProgrammeSettings, product: { database: Database; now: Date }) => Promise<number>,
): Promise<number> {
  const { environment, database, surroundings, close } = await openProduct()
  try {
    const id = named ?? environment.defaultProgrammeId
    const programme = await findProgramme(database.reader, id)
    if (programme) return await work(programme, { database, now: surroundings.now() })
    tell(`没有这个联名计划 / there is no programme ${id}`)
    return 1
  } finally {
    await close()
  }
}

function programmeNamed(words: string[]): string | undefined {
  const at = words.indexOf('--programme')
  if (at < 0) return undefined
  const id = words[at + 1]
  if (!id) throw new UsageError('--programme 后缺少编号 / --programme needs an id')
  return id
}

function tellIssues(file: string, issues: readonly { path: PropertyKey[]; message: string }[]): number {
  for (const { path, message } of issues) tell(`${file} ${path.join('.')}: ${message}`)
  return 1
}

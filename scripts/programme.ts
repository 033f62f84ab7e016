import { readFile } from 'node:fs/promises'
import { addEarningRule, earningRule, insertProgramme, programmeSettings } from '../server/features/programmes'
import { businessDayOf } from '../shared/values/businessDay'
import { runCommand, tell, UsageError } from './commandLine'
import { openProduct } from './openProduct'

const help = `
用法：npm run programme -- install FILE
      npm run programme -- rule FILE [--programme ID]

install 把一个联名计划（JSON，格式同 server/demo/programme.json）装入 DATABASE_URL 所指的数据库。已有同名计划时不改动。
rule    增加一版积分规则（JSON，格式同联名计划中的 earning）。它从 since 那天起生效，只能是将来的日子：过去不改判。

Usage: npm run programme -- install FILE
       npm run programme -- rule FILE [--programme ID]

install  installs a programme (JSON, as server/demo/programme.json has it) into the database that DATABASE_URL names. One
         that is there already is left as it is, and the exit status is 1.
rule     adds a version of the earning rule (JSON, as "earning" in a programme). It counts from the day "since" on, which
         has to lie in the future: what is past is never judged anew. docs/points.md says what a rule can do.

What is wrong with a file is listed with its place.
`

runCommand(help, async ([command, file, ...rest]) => {
  if (!file || (command !== 'install' && command !== 'rule'))
    throw new UsageError('缺少命令或 FILE / command or FILE missing')
  const json: unknown = JSON.parse(await readFile(file, 'utf8'))
  return command === 'install' ? install(file, json) : addRule(file, { json, programmeId: programmeNamed(rest) })
})

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

async function addRule(file: string, { json, programmeId }: { json: unknown; programmeId?: string }): Promise<number> {
  const rule = earningRule.safeParse(json)
  if (!rule.success) return tellIssues(file, rule.error.issues)
  const { environment, database, surroundings, close } = await openProduct()
  const now = surroundings.now()
  const version = { programmeId: programmeId ?? environment.defaultProgrammeId, rule: rule.data, now }
  try {
    const outcome = await database.inTransaction((tx) => addEarningRule(tx, { ...version, today: businessDayOf(now) }))
    tell(sentences[outcome])
    return outcome === 'added' ? 0 : 1
  } finally {
    await close()
  }
}

const sentences = {
  added: '已增加 / added',
  not_in_the_future: 'since 必须是将来的日子 / "since" has to lie in the future',
  day_taken: '这一天已有一版规则 / a version begins on that day already',
}

function programmeNamed(words: string[]): string | undefined {
  const at = words.indexOf('--programme')
  return at < 0 ? undefined : words[at + 1]
}

function tellIssues(file: string, issues: readonly { path: PropertyKey[]; message: string }[]): number {
  for (const { path, message } of issues) tell(`${file} ${path.join('.')}: ${message}`)
  return 1
}

import {
  allOperators,
  createOperator,
  disableOperator,
  type Operator,
  renewOperator,
} from '../server/features/operators'
import { findProgramme } from '../server/features/programmes'
import { type OperatorRole, operatorRole, operatorRoles } from '../shared/contract/roles'
import { runCommand, tell, UsageError } from './commandLine'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run operator -- create --roles 角色,角色 --name 名称 [--programme ID]
      npm run operator -- list
      npm run operator -- disable ID
      npm run operator -- renew ID

在 DATABASE_URL 所指的数据库中管理运营人员。create 与 renew 打印令牌，只此一次，不另保存；renew 之后旧令牌作废。
角色：${operatorRoles.join('、')}。不写 --programme 即可管理全部联名计划。

Usage: npm run operator -- create --roles ROLE,ROLE --name NAME [--programme ID]
       npm run operator -- list
       npm run operator -- disable ID
       npm run operator -- renew ID

Manages operators in the database that DATABASE_URL names. create and renew print the token once: it is kept nowhere. The
token before a renewal opens nothing any more. Roles: ${operatorRoles.join(', ')}. Without --programme an operator works
for all programmes. Who makes a request and who checks it must be two operators. docs/operators.md tells the rest.
`

runCommand(help, async ([command, ...words]) => {
  const act = commandNamed(command)
  const product = await openProduct()
  try {
    return await act(product, words)
  } finally {
    await product.close()
  }
})

function commandNamed(command: string | undefined) {
  if (command === 'create') return create
  if (command === 'list') return list
  if (command === 'disable') return disable
  if (command === 'renew') return renew
  throw new UsageError('缺少命令 / a command is missing: create, list, disable, renew')
}

async function create(product: OpenProduct, words: string[]): Promise<number> {
  const name = optionOf(words, '--name')?.trim()
  if (!name || name.length > 64) throw new UsageError('--name 需 1 到 64 个字 / --name takes 1 to 64 characters')
  const roles = rolesIn(optionOf(words, '--roles'))
  const programmeId = await programmeIn(product, optionOf(words, '--programme'))
  const made = await createOperator(product, { name, roles, programmeId })
  return made ? showToken(made) : failed('这个名称已有人用 / this name is taken')
}

async function list({ database }: OpenProduct): Promise<number> {
  for (const operator of await allOperators(database.reader)) process.stdout.write(`${lineOf(operator)}\n`)
  return 0
}

async function disable(product: OpenProduct, words: string[]): Promise<number> {
  const operator = await disableOperator(product, idIn(words))
  if (!operator) return failed(unknown)
  process.stdout.write(`${lineOf(operator)}\n`)
  return 0
}

async function renew(product: OpenProduct, words: string[]): Promise<number> {
  const renewed = await renewOperator(product, idIn(words))
  return renewed ? showToken(renewed) : failed(unknown)
}

const unknown = '没有这个人，或已停用 / there is no such operator, or no longer'

/** Without a programme, `*`: all of them. */
async function programmeIn({ database }: OpenProduct, asked: string | undefined): Promise<string> {
  if (asked === undefined) return '*'
  if (await findProgramme(database.reader, asked)) return asked
  throw new UsageError(`没有名为 ${asked} 的联名计划 / there is no programme ${asked}`)
}

function rolesIn(text: string | undefined): OperatorRole[] {
  const roles = (text ?? '').split(',').filter(Boolean)
  const known = roles.flatMap((role) => operatorRole.safeParse(role).data ?? [])
  if (roles.length === 0 || known.length < roles.length) {
    throw new UsageError(`--roles 只能是 / takes: ${operatorRoles.join(',')}`)
  }
  return [...new Set(known)]
}

function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name)
  return at < 0 ? undefined : words[at + 1]
}

function idIn([id]: readonly string[]): string {
  if (!id) throw new UsageError('缺少 ID / the ID is missing')
  return id
}

function failed(sentence: string): number {
  tell(sentence)
  return 1
}

/** The token alone goes to standard output, so that it can be taken up by another program. */
function showToken({ operator, token }: { operator: Operator; token: string }): number {
  tell(`${lineOf(operator)}\n令牌只显示这一次 / this token is shown once:`)
  process.stdout.write(`${token}\n`)
  return 0
}

function lineOf({ id, name, roles, programmeId, disabledAt }: Operator): string {
  const state = disabledAt ? `停用 / disabled ${disabledAt.toISOString()}` : '在用 / active'
  return [id, programmeId, roles.join(','), name, state].join('\t')
}

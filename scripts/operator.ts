import {
  allOperators,
  byCommandLine,
  createAccount,
  createOperator,
  disableAccount,
  type Enrollable,
  type Operator,
  renewEnrolment,
  renewOperator,
} from '../server/features/operators'
import { findProgramme } from '../server/features/programmes'
import { Refused } from '../server/http/refused'
import { operatorLogin } from '../shared/contract/operatorAccount'
import { type OperatorRole, operatorRole, operatorRoles } from '../shared/contract/roles'
import { optionOf, runCommand, tell, UsageError } from './commandLine'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run operator -- create --roles 角色,角色 --name 名称 [--login 登录账号] [--programme ID]
      npm run operator -- list
      npm run operator -- disable ID
      npm run operator -- renew ID
      npm run operator -- enrol ID

在 DATABASE_URL 所指的数据库中管理运营人员。带 --login 者在控制台登录：create 与 enrol 打印启用码（三天内有效），本人凭它
设置密码与动态码。不带 --login 者供程序使用：create 与 renew 打印令牌，旧令牌作废。两者都只显示一次，不另保存。
角色：${operatorRoles.join('、')}。不写 --programme 即可管理全部联名计划。

Usage: npm run operator -- create --roles ROLE,ROLE --name NAME [--login LOGIN] [--programme ID]
       npm run operator -- list
       npm run operator -- disable ID
       npm run operator -- renew ID
       npm run operator -- enrol ID

Manages operators in the database that DATABASE_URL names. With --login somebody signs in at the console: create and enrol
print the code, good for three days, with which they choose their password and set up one-time codes. Without it a
program works with the token that create and renew print; the one before a renewal opens nothing any more. Either is
shown once and kept nowhere. Roles: ${operatorRoles.join(', ')}. Without --programme an operator works
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
  if (command === 'enrol') return enrol
  throw new UsageError('缺少命令 / a command is missing: create, list, disable, renew, enrol')
}

async function create(product: OpenProduct, words: string[]): Promise<number> {
  const name = optionOf(words, '--name')?.trim()
  if (!name || name.length > 64) throw new UsageError('--name 需 1 到 64 个字 / --name takes 1 to 64 characters')
  const roles = rolesIn(optionOf(words, '--roles'))
  const programmeId = await programmeIn(product, optionOf(words, '--programme'))
  const login = loginIn(optionOf(words, '--login'))
  if (login)
    return refusedAs('name_taken', async () =>
      showCode(await createAccount(product, { name, login, roles, programmeId }, byCommandLine)),
    )
  const made = await createOperator(product, { name, roles, programmeId })
  return made ? showToken(made) : failed('这个名称已有人用 / this name is taken')
}

async function list({ database }: OpenProduct): Promise<number> {
  for (const operator of await allOperators(database.reader)) process.stdout.write(`${lineOf(operator)}\n`)
  return 0
}

async function disable(product: OpenProduct, words: string[]): Promise<number> {
  return refusedAs('not_found', async () => {
    const operator = await disableAccount(product, idIn(words), byCommandLine)
    const disabledAt = operator.disabledAt === null ? null : new Date(operator.disabledAt)
    process.stdout.write(`${lineOf({ ...operator, disabledAt })}\n`)
    return 0
  })
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

async function enrol(product: OpenProduct, words: string[]): Promise<number> {
  return refusedAs('not_found', async () => showCode(await renewEnrolment(product, idIn(words), byCommandLine)))
}

async function refusedAs(code: 'name_taken' | 'not_found', act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== code) throw error
    return failed(code === 'name_taken' ? '这个名称或登录账号已有人用 / this name or login is taken' : unknown)
  }
}

function loginIn(text: string | undefined): string | undefined {
  if (text === undefined || operatorLogin.safeParse(text).success) return text
  throw new UsageError(
    '--login 需 3 到 32 个小写字母、数字、点或横线，以字母开头 / takes 3 to 32 small letters, digits, dots or dashes',
  )
}

/** The code alone goes to standard output. */
function showCode({ operator, enrolmentCode, enrolmentUntil }: Enrollable): number {
  tell(`${operator.id}\t${operator.login}\t${operator.roles.join(',')}\t${operator.name}`)
  tell(`启用码只显示这一次，有效至 ${enrolmentUntil} / this enrolment code is shown once, and is good until then:`)
  process.stdout.write(`${enrolmentCode}\n`)
  return 0
}

function rolesIn(text: string | undefined): OperatorRole[] {
  const roles = (text ?? '').split(',').filter(Boolean)
  const known = roles.flatMap((role) => operatorRole.safeParse(role).data ?? [])
  if (roles.length === 0 || known.length < roles.length) {
    throw new UsageError(`--roles 只能是 / takes: ${operatorRoles.join(',')}`)
  }
  return [...new Set(known)]
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

function lineOf({ id, name, roles, programmeId, disabledAt }: Omit<Operator, 'createdAt'>): string {
  const state = disabledAt ? `停用 / disabled ${disabledAt.toISOString()}` : '在用 / active'
  return [id, programmeId, roles.join(','), name, state].join('\t')
}

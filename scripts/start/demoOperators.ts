import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Secret, TOTP } from 'otpauth'
import {
  accountByLogin,
  byCommandLine,
  createAccount,
  isPassword,
  renewEnrolment,
} from '../../server/features/operators'
import { type OperatorRole, operatorRoles } from '../../shared/contract/roles'
import { demoFolder } from '../demoVariables'
import type { OpenProduct } from '../openProduct'

/** What the demo's authenticator keeps, on this machine alone; never committed. */
const keptIn = path.join(demoFolder, 'desk.json')

interface Kept {
  password: string
  /** By the operator's id, so that another database is not taken for this one. */
  secrets: Record<string, string>
}

const names: Record<OperatorRole, string> = {
  maker: '演示制单 / Demo maker',
  checker: '演示复核 / Demo checker',
  support: '演示客服 / Demo support',
  risk: '演示风控 / Demo risk',
  auditor: '演示审计 / Demo auditor',
  admin: '演示管理 / Demo admin',
}

export interface DemoDesk {
  password: string
  logins: string[]
  /** What the authenticator shows now, by login. */
  codes(now: Date): Record<string, string>
}

/** One operator a role, set up over HTTP as a person would, with one password and an authenticator that the demo plays. */
export async function prepareDemoOperators(product: OpenProduct, desk: string): Promise<DemoDesk> {
  const kept = keptBefore()
  const secrets = new Map<string, string>()
  for (const role of operatorRoles) {
    const login = `demo.${role}`
    const { id, enrolmentCode } = await accountOf(product, { login, role, kept })
    if (enrolmentCode !== null) kept.secrets[id] = await enrol(desk, { login, enrolmentCode, password: kept.password })
    secrets.set(login, kept.secrets[id] as string)
  }
  writeFileSync(keptIn, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  chmodSync(keptIn, 0o600)
  return {
    password: kept.password,
    logins: [...secrets.keys()],
    codes: (now) => Object.fromEntries([...secrets].map(([login, secret]) => [login, codeAt(secret, now)])),
  }
}

function keptBefore(): Kept {
  if (existsSync(keptIn)) return JSON.parse(readFileSync(keptIn, 'utf8')) as Kept
  return { password: `demo-${randomBytes(9).toString('base64url')}`, secrets: {} }
}

/** The account, and a code to set it up where its authenticator is not this one, or somebody has changed its password. */
async function accountOf(
  product: OpenProduct,
  { login, role, kept }: { login: string; role: OperatorRole; kept: Kept },
): Promise<{ id: string; enrolmentCode: string | null }> {
  const known = await accountByLogin(product.database.reader, login)
  if (known && known.enrolmentFingerprint === null && kept.secrets[known.id] && (await isKept(known, kept)))
    return { id: known.id, enrolmentCode: null }
  const made = known
    ? await renewEnrolment(product, known.id, byCommandLine)
    : await createAccount(product, { name: names[role], login, roles: [role], programmeId: '*' }, byCommandLine)
  return { id: made.operator.id, enrolmentCode: made.enrolmentCode }
}

const isKept = ({ passwordHash }: { passwordHash: string | null }, { password }: Kept) =>
  isPassword(passwordHash, password)

async function enrol(
  desk: string,
  account: { login: string; enrolmentCode: string; password: string },
): Promise<string> {
  const { secret } = await post<{ secret: string }>(`${desk}/ops/enrolments`, account)
  const oneTimeCode = codeAt(secret, new Date())
  const { login, enrolmentCode } = account
  await post(`${desk}/ops/enrolments/confirm`, { login, enrolmentCode, oneTimeCode })
  return secret
}

function codeAt(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
}

async function post<Reply>(url: string, body: object): Promise<Reply> {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Reply
}

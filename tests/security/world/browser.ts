import { Secret, TOTP } from 'otpauth'
import { createAccount } from '../../../server/features/operators'
import type { OperatorRole } from '../../../shared/contract/roles'

/** What a browser sends along for an operator who signed in. */
export interface Browser {
  id: string
  login: string
  password: string
  secret: string
  /** As `name=value`. */
  cookie: string
  /** With what it was set. */
  attributes: string[]
  csrf: string
}

const password = 'tram lantern quartz bowl'
const byCommandLine = { operator: null, reason: null, requestId: null, address: null }
let logins = 0

interface Newcomer {
  roles: readonly OperatorRole[]
  programmeId: string
  /** What a proxy adds. */
  headers?: Record<string, string>
}

/** An account that somebody has set up with a password and an authenticator, over HTTP. */
export async function signedIn(
  desk: string,
  managing: Parameters<typeof createAccount>[0],
  { roles, programmeId, headers = {} }: Newcomer,
): Promise<Browser> {
  const login = `browser-${++logins}`
  const account = { name: `浏览器 ${logins}`, login, roles, programmeId }
  const { operator, enrolmentCode } = await createAccount(managing, account, byCommandLine)
  const from = { 'Content-Type': 'application/json', 'X-Forwarded-For': `198.18.7.${logins % 250}`, ...headers }
  const post = async (path: string, body: object) => {
    const answer = await fetch(desk + path, { method: 'POST', headers: from, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return { json: (await answer.json()) as Record<string, string>, cookie: answer.headers.get('Set-Cookie') ?? '' }
  }
  const { secret = '' } = (await post('/ops/enrolments', { login, enrolmentCode, password })).json
  const at = { timestamp: managing.surroundings.now().getTime() }
  const oneTimeCode = new TOTP({ secret: Secret.fromBase32(secret) }).generate(at)
  const { json, cookie } = await post('/ops/enrolments/confirm', { login, enrolmentCode, oneTimeCode })
  return {
    id: operator.id,
    login,
    password,
    secret,
    cookie: cookie.split(';')[0] ?? '',
    attributes: cookie.split('; ').slice(1),
    csrf: json.csrf ?? '',
  }
}

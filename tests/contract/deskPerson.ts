import { byCommandLine, createAccount } from '../../server/features/operators'
import type { OperatorRole } from '../../shared/contract/roles'
import { codeAt } from '../support/authenticator'
import type { Answer, ComposedServer } from './composedServer'

/** An operator who has set up their account and is signed in. */
export interface DeskPerson {
  id: string
  login: string
  password: string
  /** Of the authenticator. */
  secret: string
  /** What the browser sends along, as `name=value`. */
  cookie: string
  csrf: string
  /** What the end of the setting up answered. */
  confirmed: Answer
  codeNow(): string
}

interface Newcomer {
  login?: string
  programmeId?: string
  /** What a proxy adds. */
  headers?: Record<string, string>
}

const password = 'tram lantern quartz bowl'
let people = 0

export async function deskPerson(
  { managing, callDesk }: Pick<ComposedServer, 'managing' | 'callDesk'>,
  roles: readonly OperatorRole[],
  { login = `desk.person-${++people}`, programmeId = 'spruce-hoshino', headers }: Newcomer = {},
): Promise<DeskPerson> {
  const described = { name: `桌前 ${login}`, login, roles, programmeId }
  const { operator, enrolmentCode } = await createAccount(managing, described, byCommandLine)
  const post = async (path: string, body: object) => {
    const named = JSON.stringify({ login, enrolmentCode, ...body })
    const answer = await callDesk({ method: 'POST', path, headers, body: named })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.json.code}`)
    return answer
  }
  const { secret } = (await post('/ops/enrolments', { password })).json as { secret: string }
  const codeNow = () => codeAt(secret, managing.surroundings.now())
  const confirmed = await post('/ops/enrolments/confirm', { oneTimeCode: codeNow() })
  const [cookie = ''] = (confirmed.headers.get('Set-Cookie') ?? '').split(';')
  const { csrf } = confirmed.json as { csrf: string }
  return { id: operator.id, login, password, secret, cookie, csrf, confirmed, codeNow }
}

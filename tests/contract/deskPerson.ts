import { Secret, TOTP } from 'otpauth'
import { byCommandLine, createAccount } from '../../server/features/operators'
import type { OperatorRole } from '../../shared/contract/roles'
import type { Answer, ComposedServer } from './composedServer'

/** An operator who has set up their account and is signed in. */
export interface DeskPerson {
  id: string
  login: string
  password: string
  /** What the browser sends along. */
  cookie: string
  csrf: string
  /** What the end of the setting up answered. */
  confirmed: Answer
  codeNow(): string
}

const password = 'tram lantern quartz bowl'
let people = 0

export async function deskPerson(server: ComposedServer, roles: OperatorRole[]): Promise<DeskPerson> {
  const login = `desk.person-${++people}`
  const described = { name: `桌前 ${people}`, login, roles, programmeId: 'spruce-hoshino' }
  const { operator, enrolmentCode } = await createAccount(server.managing, described, byCommandLine)
  const post = (path: string, body: object) =>
    server.callDesk({ method: 'POST', path, body: JSON.stringify({ login, enrolmentCode, ...body }) })
  const { secret } = (await post('/ops/enrolments', { password })).json as { secret: string }
  const codeNow = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.surroundings.now().getTime() })
  const confirmed = await post('/ops/enrolments/confirm', { oneTimeCode: codeNow() })
  const [cookie = ''] = (confirmed.headers.get('Set-Cookie') ?? '').split(';')
  const { csrf } = confirmed.json as { csrf: string }
  return { id: operator.id, login, password, cookie, csrf, confirmed, codeNow }
}

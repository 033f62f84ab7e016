import { byCommandLine, createAccount, disableAccount, renewEnrolment } from '../../server/features/operators'
import type { OperatorRole } from '../../shared/contract/roles'
import { codeAt } from '../support/authenticator'
import { type DeskPerson, deskPerson } from './deskPerson'
import { describeServer, opened, server } from './oneServer'

describeServer()

const minuteMs = 60_000
const password = 'tram lantern quartz bowl'

let logins = 0
/** Each person comes from an address of their own. */
const from = (login: string) => ({ 'X-Forwarded-For': `198.18.0.${login.length + Number(login.replace(/\D/g, ''))}` })

const newLogin = () => `somebody-${++logins}`

async function createLogin(roles: OperatorRole[], programmeId = 'spruce-hoshino') {
  const login = newLogin()
  const account = { name: `某人 ${logins}`, login, roles, programmeId }
  const { operator, enrolmentCode } = await createAccount(server.managing, account, byCommandLine)
  return { id: operator.id, login, enrolmentCode }
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  server.callDesk({ method: 'POST', path, headers, body: JSON.stringify(body) })

const codeNow = (secret: string) => codeAt(secret, server.surroundings.now())

function enrolled(roles: OperatorRole[], programmeId?: string): Promise<DeskPerson> {
  const login = newLogin()
  return deskPerson(server, roles, { login, programmeId, headers: from(login) })
}

/** The cookie as the browser keeps it, and the word that pages know. */
function session(answer: { headers: Headers; json: object }): { cookie: string; csrf: string } {
  const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';')
  return { cookie, csrf: (answer.json as { csrf: string }).csrf }
}

const as = ({ cookie, csrf }: Pick<DeskPerson, 'cookie' | 'csrf'>) => ({ Cookie: cookie, 'X-Kaquan-Csrf': csrf })
const get = (path: string, person: DeskPerson) =>
  server.callDesk({ method: 'GET', path, headers: { Cookie: person.cookie } })

async function signIn(person: DeskPerson, changes: object = {}) {
  const body = { login: person.login, password, oneTimeCode: person.codeNow(), ...changes }
  return post('/ops/sessions', body, from(person.login))
}

/** Time for another one-time code. */
const nextCode = () => server.surroundings.advance(minuteMs)

describe('setting up an account', () => {
  it('ends signed in, with a cookie that scripts and other sites do not get', async () => {
    const { login, enrolmentCode } = await createLogin(['maker'])
    const { json } = await post('/ops/enrolments', { login, enrolmentCode, password }, from(login))
    const { secret, otpauthUrl } = json as { secret: string; otpauthUrl: string }
    expect(otpauthUrl).toContain(`secret=${secret}`)
    const oneTimeCode = codeNow(secret)
    const done = await post('/ops/enrolments/confirm', { login, enrolmentCode, oneTimeCode }, from(login))
    expect(done.status).toBe(200)
    expect(done.headers.get('Set-Cookie')).toMatch(/^kaquan_desk=[^;]+; path=\/; samesite=strict; httponly$/)
    expect(JSON.stringify(done.json)).not.toContain(session(done).cookie.split('=')[1])
    expect(done.json).toMatchObject({ operator: { roles: ['maker'] } })
    // The code has done its service.
    nextCode()
    const again = { login, enrolmentCode, oneTimeCode: codeNow(secret) }
    expect((await post('/ops/enrolments/confirm', again, from(login))).json.code).toBe('enrolment_invalid')
    expect((await post('/ops/enrolments', { login, enrolmentCode, password }, from(login))).json.code).toBe(
      'enrolment_invalid',
    )
  })

  it.each([
    ['a weak password', { password: 'qwertyuiop12345' }, 'password_weak'],
    ['a wrong code', { enrolmentCode: 'AAAAAAAAAAAAAAAAAAAA' }, 'enrolment_invalid'],
    ['somebody else', { login: 'nobody-at-all' }, 'enrolment_invalid'],
  ])('refuses %s', async (_, change, code) => {
    const { login, enrolmentCode } = await createLogin(['maker'])
    const answer = await post('/ops/enrolments', { login, enrolmentCode, password, ...change }, from(login))
    expect(answer.json.code).toBe(code)
  })

  it('is over after three days, and opens nothing before its first code', async () => {
    const { login, enrolmentCode } = await createLogin(['maker'])
    const { json } = await post('/ops/enrolments', { login, enrolmentCode, password }, from(login))
    const { secret } = json as { secret: string }
    const early = await post('/ops/sessions', { login, password, oneTimeCode: codeNow(secret) }, from(login))
    expect(early.json.code).toBe('sign_in_wrong')
    server.surroundings.advance(72 * 60 * minuteMs + 1)
    const late = { login, enrolmentCode, oneTimeCode: codeNow(secret) }
    expect((await post('/ops/enrolments/confirm', late, from(login))).json.code).toBe('enrolment_invalid')
  })
})

describe('signing in', () => {
  it('takes password and one-time code, and each code once', async () => {
    const person = await enrolled(['maker'])
    expect((await signIn(person)).json.code).toBe('sign_in_wrong')
    nextCode()
    expect((await signIn(person)).status).toBe(200)
    expect((await signIn(person)).json.code).toBe('sign_in_wrong')
  })

  it('takes one of two that use the same code at the same moment', async () => {
    const person = await enrolled(['maker'])
    nextCode()
    const both = await Promise.all([signIn(person), signIn(person)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it.each([
    ['password', { password: 'tram lantern quartz bowls' }],
    ['one-time code', { oneTimeCode: '000000' }],
    ['login', { login: 'nobody-at-all' }],
  ])('says the same of a wrong %s', async (_, change) => {
    const person = await enrolled(['maker'])
    nextCode()
    expect((await signIn(person, change)).json).toMatchObject({ code: 'sign_in_wrong', status: 401 })
  })

  it('closes after five failures in a row, twice as long each time, whether or not there is such an operator', async () => {
    const person = await enrolled(['maker'])
    for (const login of [person.login, 'nobody-known']) {
      const wrong = () => signIn({ ...person, login }, { password: 'wrong' })
      for (let tries = 0; tries < 4; tries++) expect((await wrong()).json.code).toBe('sign_in_wrong')
      for (const seconds of [60, 120, 240]) {
        expect((await wrong()).json.code).toBe('sign_in_wrong')
        const closed = await wrong()
        expect([closed.json.code, closed.headers.get('Retry-After')]).toEqual(['sign_in_locked', String(seconds)])
        server.surroundings.advance(seconds * 1_000)
      }
    }
  })

  it('opens again after the wait, and then counts from nothing', async () => {
    const person = await enrolled(['maker'])
    for (let tries = 0; tries < 5; tries++) await signIn(person, { password: 'wrong' })
    expect((await signIn(person)).json.code).toBe('sign_in_locked')
    nextCode()
    expect((await signIn(person)).status).toBe(200)
    nextCode()
    expect((await signIn(person, { password: 'wrong' })).json.code).toBe('sign_in_wrong')
    expect((await signIn(person)).status).toBe(200)
  })
})

describe('the audit log of the door', () => {
  const logOf = async (subject: string) => {
    const { reader } = opened.database
    const sql = 'SELECT action, operator_id, programme_id, details, address FROM audit WHERE subject = ? ORDER BY id'
    return reader.rows<{ action: string; operator_id: string | null; details: string; address: string }>(sql, [subject])
  }
  const actionsOf = async (subject: string) => (await logOf(subject)).map(({ action }) => action)

  it('has who was refused, the lockout, and who came in, went on and left', async () => {
    const person = await enrolled(['maker'])
    for (let tries = 0; tries < 5; tries++) await signIn(person, { password: 'wrong' })
    await signIn(person, { password: 'wrong' })
    nextCode()
    const inside = session(await signIn(person))
    server.surroundings.advance(16 * minuteMs)
    const unlock = (word: string) =>
      post('/ops/sessions/current/unlock', { password: word }, { ...as(inside), ...from(person.login) })
    await unlock('wrong')
    await unlock(password)
    await server.callDesk({ method: 'DELETE', path: '/ops/sessions/current', headers: as(inside) })
    const refusedFive = new Array(5).fill('session.refused')
    expect(await actionsOf(person.id)).toEqual([
      'operator.created',
      'operator.password_chosen',
      'operator.enrolled',
      'session.started',
      ...refusedFive,
      'session.locked',
      'session.started',
      'session.refused',
      'session.unlocked',
      'session.ended',
    ])
    const refused = (await logOf(person.id)).filter(({ action }) => action === 'session.refused')
    const { 'X-Forwarded-For': address } = from(person.login)
    expect(refused[0]).toMatchObject({ operator_id: null, programme_id: 'spruce-hoshino', address })
    expect(refused.map(({ details }) => JSON.parse(details).changes[0].after)).toEqual([
      ...new Array(5).fill('signIn'),
      'unlock',
    ])
  })

  it('has a refused code of the setting up, and one that two used at the same moment', async () => {
    const { id, login, enrolmentCode } = await createLogin(['maker'])
    await post('/ops/enrolments', { login, enrolmentCode: 'AAAAAAAAAAAAAAAAAAAA', password }, from(login))
    await post('/ops/enrolments', { login, enrolmentCode, password }, from(login))
    await post('/ops/enrolments/confirm', { login, enrolmentCode, oneTimeCode: '000000' }, from(login))
    expect(await actionsOf(id)).toEqual([
      'operator.created',
      'session.refused',
      'operator.password_chosen',
      'session.refused',
    ])
    const person = await enrolled(['maker'])
    nextCode()
    await Promise.all([signIn(person), signIn(person)])
    expect((await actionsOf(person.id)).slice(-2).sort()).toEqual(['session.refused', 'session.started'])
  })

  it('has no password, not even one that was typed as the login', async () => {
    const person = await enrolled(['maker'])
    const slip = 'my own secret words'
    await signIn({ ...person, login: slip })
    await signIn(person, { password: slip })
    const rows = await opened.database.reader.rows<{ details: string; subject: string }>('SELECT * FROM audit')
    expect(JSON.stringify(rows)).not.toContain(slip)
    expect(rows.some(({ subject }) => subject === 'nobody')).toBe(true)
  })
})

describe('a session', () => {
  it('changes nothing without the word that the page knows', async () => {
    const admin = await enrolled(['admin'])
    const body = { name: '新人', login: 'newcomer', roles: ['maker'], reason: '新人入职' }
    for (const csrf of ['', 'f'.repeat(64)]) {
      const headers = { Cookie: admin.cookie, 'X-Kaquan-Csrf': csrf }
      expect((await post('/ops/operators', body, headers)).json.code).toBe('csrf_refused')
    }
    const other = await enrolled(['admin'])
    const borrowed = { Cookie: admin.cookie, 'X-Kaquan-Csrf': other.csrf }
    expect((await post('/ops/operators', body, borrowed)).json.code).toBe('csrf_refused')
  })

  it('is locked after fifteen minutes of pause, and goes on with the password', async () => {
    const person = await enrolled(['auditor'])
    server.surroundings.advance(14 * minuteMs)
    expect((await get('/ops/audit', person)).status).toBe(200)
    server.surroundings.advance(14 * minuteMs)
    expect((await get('/ops/audit', person)).status).toBe(200)
    server.surroundings.advance(16 * minuteMs)
    expect(await get('/ops/audit', person)).toMatchObject({ status: 423, json: { code: 'desk_locked' } })
    expect((await get('/ops/sessions/current', person)).json).toMatchObject({ isLocked: true, csrf: person.csrf })
    const unlock = (word: string) =>
      post('/ops/sessions/current/unlock', { password: word }, { ...as(person), ...from(person.login) })
    expect((await unlock('wrong')).json.code).toBe('sign_in_wrong')
    expect((await unlock(password)).status).toBe(200)
    expect((await get('/ops/audit', person)).status).toBe(200)
  })

  it('ends after twelve hours whatever is done', async () => {
    const person = await enrolled(['auditor'])
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      expect((await get('/ops/audit', person)).status).toBe(200)
      server.surroundings.advance(10 * minuteMs)
    }
    expect((await get('/ops/audit', person)).json.code).toBe('session_ended')
  })

  it('is listed, and can be ended from elsewhere, by its owner or an administrator, by nobody else', async () => {
    const person = await enrolled(['maker'])
    nextCode()
    const second = { ...person, ...session(await signIn(person)) }
    const { sessions } = (await get('/ops/sessions', second)).json as { sessions: { id: string; current: boolean }[] }
    expect(sessions.map(({ current }) => current)).toEqual([true, false])
    const [, older] = sessions
    const end = (who: DeskPerson, id = older?.id) =>
      server.callDesk({ method: 'DELETE', path: `/ops/sessions/${id}`, headers: as(who) })
    const colleague = await enrolled(['maker', 'checker'])
    const stranger = await enrolled(['admin'], '*')
    expect((await end(colleague)).json.code).toBe('not_found')
    expect((await get(`/ops/sessions?operatorId=${person.id}`, colleague)).json.code).toBe('not_found')
    expect((await get(`/ops/sessions?operatorId=${person.id}`, stranger)).json).toMatchObject({
      sessions: { length: 2 },
    })
    expect((await end(second)).json).toEqual({ ended: 1 })
    expect((await get('/ops/me', person)).json.code).toBe('session_ended')
    expect((await end(stranger, sessions[0]?.id)).json).toEqual({ ended: 1 })
    expect((await get('/ops/me', second)).json.code).toBe('session_ended')
  })

  it('ends with its operator, and with a new setting up', async () => {
    const gone = await enrolled(['maker'])
    await disableAccount(server.managing, gone.id, byCommandLine)
    expect((await get('/ops/me', gone)).json.code).toBe('session_ended')
    const anew = await enrolled(['maker'])
    await renewEnrolment(server.managing, anew.id, byCommandLine)
    expect((await get('/ops/me', anew)).json.code).toBe('session_ended')
    nextCode()
    expect((await signIn(anew)).json.code).toBe('sign_in_wrong')
  })

  it('has the roles of the moment', async () => {
    const admin = await enrolled(['admin'])
    const person = await enrolled(['maker', 'auditor'])
    expect((await get('/ops/audit', person)).status).toBe(200)
    const path = `/ops/operators/${person.id}/roles`
    const body = JSON.stringify({ roles: ['maker'], reason: '转岗，不再审计' })
    expect((await server.callDesk({ method: 'PUT', path, headers: as(admin), body })).json).toMatchObject({
      roles: ['maker'],
    })
    expect((await get('/ops/audit', person)).json.code).toBe('role_required')
    const log = (await get(`/ops/audit?subject=${person.id}`, admin)).json as { rows: object[] }
    expect(log.rows[0]).toMatchObject({
      action: 'operator.roles',
      operatorId: admin.id,
      reason: '转岗，不再审计',
      changes: [{ field: 'operator.roles', before: 'maker,auditor', after: 'maker' }],
    })
  })
})

describe('an administrator', () => {
  it('makes operators who set up their own account, and never learns their password', async () => {
    const admin = await enrolled(['admin'])
    const body = { name: '新审计', login: 'new.auditor', roles: ['auditor'], reason: '新人入职' }
    const made = await post('/ops/operators', body, as(admin))
    const { enrolmentCode } = made.json as unknown as { enrolmentCode: string }
    const chosen = await post('/ops/enrolments', { login: 'new.auditor', enrolmentCode, password })
    expect(chosen.status).toBe(200)
    expect((await post('/ops/operators', body, as(admin))).json.code).toBe('name_taken')
    expect((await post('/ops/operators', { ...body, name: '另一个' }, as(admin))).json.code).toBe('name_taken')
  })

  it('changes nothing about their own account, and nothing of another programme', async () => {
    const admin = await enrolled(['admin'])
    const elsewhere = await enrolled(['maker'], '*')
    const put = (id: string) => {
      const body = JSON.stringify({ roles: ['maker', 'checker'], reason: '想多做点' })
      return server.callDesk({ method: 'PUT', path: `/ops/operators/${id}/roles`, headers: as(admin), body })
    }
    expect((await put(admin.id)).json.code).toBe('own_account')
    expect((await put(elsewhere.id)).json.code).toBe('not_found')
    for (const act of ['disable', 'enrolment']) {
      const answer = await post(`/ops/operators/${admin.id}/${act}`, { reason: '不再需要' }, as(admin))
      expect(answer.json.code).toBe('own_account')
    }
    const wide = { name: '全局', login: 'everywhere', roles: ['auditor'], programmeId: '*', reason: '管理全部' }
    expect((await post('/ops/operators', wide, as(admin))).json.code).toBe('not_found')
  })
})

test('neither password nor secret of one-time codes is in the database', async () => {
  const person = await enrolled(['maker'])
  const rows = await opened.database.reader.rows<Record<string, string>>('SELECT * FROM operator')
  const text = JSON.stringify(rows)
  for (const secret of [password, person.secret, person.cookie.split('=')[1] as string])
    expect(text).not.toContain(secret)
  expect(rows.find(({ login }) => login === person.login)?.password_hash).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
  )
})

import { changePassword } from '../../server/features/operators/changePassword'
import { signIn } from '../../server/features/operators/signIn'
import { attemptsInMemory } from '../../server/http/attempts'
import { type DeskPerson, deskPerson } from './deskPerson'
import { describeServer, opened, server } from './oneServer'

describeServer()

const newPassword = 'kettle orbit saddle finch'
const nextCode = () => server.surroundings.advance(60_000)

/** Somebody at the desk, who may use a code again. */
async function atDesk(): Promise<DeskPerson> {
  const person = await deskPerson(server, ['maker'])
  nextCode()
  return person
}

const headersOf = ({ login, cookie, csrf }: DeskPerson) => {
  // Each person comes from an address of their own.
  const address = `198.51.100.${login.replace(/\D/g, '')}`
  return { Cookie: cookie, 'X-Kaquan-Csrf': csrf, 'X-Forwarded-For': address }
}

function change(person: DeskPerson, changes: object = {}, headers: Record<string, string> = headersOf(person)) {
  const body = { password: person.password, oneTimeCode: person.codeNow(), newPassword, ...changes }
  return server.callDesk({ method: 'PUT', path: '/ops/me/password', headers, body: JSON.stringify(body) })
}

async function signInBy(person: DeskPerson, password: string) {
  nextCode()
  const body = { login: person.login, password, oneTimeCode: person.codeNow() }
  return server.callDesk({
    method: 'POST',
    path: '/ops/sessions',
    headers: headersOf(person),
    body: JSON.stringify(body),
  })
}

async function otherSession(person: DeskPerson): Promise<DeskPerson> {
  const { headers, json } = await signInBy(person, person.password)
  const [cookie = ''] = (headers.get('Set-Cookie') ?? '').split(';')
  nextCode()
  return { ...person, cookie, csrf: (json as { csrf: string }).csrf }
}

const me = (person: DeskPerson) =>
  server.callDesk({ method: 'GET', path: '/ops/me', headers: { Cookie: person.cookie } })

const actionsOf = async ({ id }: DeskPerson) => {
  const sql = 'SELECT action, operator_id, details FROM audit WHERE subject = ? ORDER BY id'
  return opened.database.reader.rows<{ action: string; operator_id: string | null; details: string }>(sql, [id])
}

test('another password takes the place of the one before, and ends all other sessions', async () => {
  const person = await atDesk()
  const elsewhere = await otherSession(person)
  expect(await change(person)).toMatchObject({ status: 200, json: { ended: 1 } })
  expect((await me(person)).status).toBe(200)
  expect((await me(elsewhere)).json.code).toBe('session_ended')
  const last = (await actionsOf(person)).at(-1)
  expect(last).toMatchObject({ action: 'operator.password_changed', operator_id: person.id })
  expect(JSON.parse(last?.details ?? '').changes).toEqual([{ field: 'session.ended', before: null, after: 1 }])
  expect((await signInBy(person, person.password)).json.code).toBe('sign_in_wrong')
  expect((await signInBy(person, newPassword)).status).toBe(200)
})

test.each([
  ['the present password is wrong', { password: 'tram lantern quartz bowls' }],
  ['the one-time code is wrong', { oneTimeCode: '000000' }],
])('nothing changes where %s', async (_, wrong) => {
  const person = await atDesk()
  const elsewhere = await otherSession(person)
  expect((await change(person, wrong)).json).toMatchObject({ code: 'sign_in_wrong', status: 401 })
  expect((await me(elsewhere)).status).toBe(200)
  const last = (await actionsOf(person)).at(-1)
  expect(last).toMatchObject({ action: 'session.refused', operator_id: null })
  expect(JSON.parse(last?.details ?? '').changes[0]).toMatchObject({ field: 'session.door', after: 'password' })
  expect((await signInBy(person, person.password)).status).toBe(200)
})

test('a code that was used to come in changes nothing', async () => {
  const person = await deskPerson(server, ['maker'])
  expect((await change(person)).json.code).toBe('sign_in_wrong')
})

test('of two changes with the same code at the same moment one is made', async () => {
  const person = await atDesk()
  const both = await Promise.all([change(person), change(person, { newPassword: 'pebble anchor violet crane' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
})

test('failures close the login as they do at the door', async () => {
  const person = await atDesk()
  for (let tries = 0; tries < 5; tries++)
    expect((await change(person, { password: 'wrong' })).json.code).toBe('sign_in_wrong')
  const closed = await change(person)
  expect([closed.json.code, closed.headers.get('Retry-After')]).toEqual(['sign_in_locked', '60'])
  expect((await actionsOf(person)).at(-1)).toMatchObject({ action: 'session.locked' })
})

test.each([
  ['weak', 'Dragonfly2026!!', 'password_weak'],
  ['as it was', 'tram lantern quartz bowl', 'input_invalid'],
])('a new password that is %s is refused, and costs no code', async (_, chosen, code) => {
  const person = await atDesk()
  expect((await change(person, { newPassword: chosen })).json.code).toBe(code)
  expect((await change(person)).status).toBe(200)
})

test('it takes the word that the page knows, and a desk that is not locked', async () => {
  const person = await atDesk()
  expect((await change(person, {}, { Cookie: person.cookie })).json.code).toBe('csrf_refused')
  server.surroundings.advance(16 * 60_000)
  expect((await change(person)).json.code).toBe('desk_locked')
})

test('a program has no password', async () => {
  const person = await atDesk()
  const { token } = await server.hire(['maker'])
  expect((await change(person, {}, { Authorization: `Bearer ${token}` })).json.code).toBe('not_found')
})

test('who is coming in by the password before, at that very moment, does not get in', async () => {
  const person = await atDesk()
  const deps = { ...server.managing, attempts: attemptsInMemory() }
  const from = { address: '203.0.113.9', requestId: 'request' }
  const sessions = await opened.database.reader.rows<{ id: string }>(
    'SELECT id FROM operator_session WHERE operator_id = ?',
    [person.id],
  )
  const desk = { sessionId: sessions[0]?.id ?? '', expiresAt: new Date(), isLocked: false, csrf: '' }
  const session = { operatorId: person.id, name: '', programmeId: '*', roles: [], desk }
  const before = person.codeNow()
  nextCode()
  const after = person.codeNow()
  server.surroundings.advance(-30_000)
  let transactions = 0
  const database: typeof deps.database = Object.assign(Object.create(deps.database), {
    async inTransaction(work: Parameters<typeof deps.database.inTransaction>[0]) {
      // The try is counted first, and the password was checked when the session is to be written.
      if (++transactions === 2)
        await changePassword(deps, session, { password: person.password, oneTimeCode: before, newPassword, ...from })
      return deps.database.inTransaction(work)
    },
  })
  const { login, password } = person
  const comingIn = signIn({ ...deps, database }, { login, password, oneTimeCode: after }, { ...from, agent: '' })
  await expect(comingIn).rejects.toMatchObject({ code: 'sign_in_wrong' })
})

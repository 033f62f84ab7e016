import type { Validity } from '../../../shared/contract/identity'
import { agreed, otherProgrammeId, type People, peopleOn, programmeId, sessionOf } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { Unsure } from '../../ports/unsure'
import { levelOf, openidOf, setLevel, verifiedPhone } from './cardholders'
import { chooseValidity, listDevices, logOut, logOutEverywhere } from './devices'
import { findSession } from './findSession'
import { logIn } from './logIn'
import { showMe } from './me'
import { verifyPhone } from './verifyPhone'

let opened: TestDatabase
let people: People
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
})

const dayMs = 86_400_000
const address = '203.0.113.7'
let strangers = 0
const stranger = () => `openid-${++strangers}`

function logInAs(openid: string, options: { programmeId?: string; validity?: Validity; device?: string } = {}) {
  const body = { code: `openid:${openid}`, validity: 'month' as const, device: '', consent: agreed, ...options }
  return logIn(people, { body, address })
}

const rowsOf = <Row>(sql: string, parameters: string[] = []) => opened.database.reader.rows<Row>(sql, parameters)

describe('logging in', () => {
  test('makes a visitor of somebody new, and the same cardholder the next time', async () => {
    const openid = stranger()
    const first = await logInAs(openid)
    const second = await logInAs(openid)
    expect(first.me).toMatchObject({ level: 'visitor', phoneMasked: null, since: '2026-11-22T02:00:00.000Z' })
    expect(second.me.cardholderId).toBe(first.me.cardholderId)
    expect(second.token).not.toBe(first.token)
  })

  test('at the same moment, twenty times, makes one cardholder with twenty sessions', async () => {
    const openid = stranger()
    const logins = await Promise.all(Array.from({ length: 20 }, () => logInAs(openid)))
    expect(new Set(logins.map((login) => login.me.cardholderId)).size).toBe(1)
    expect(new Set(logins.map((login) => login.me.session.id)).size).toBe(20)
  })

  test('to another programme makes another cardholder of the same person', async () => {
    const openid = stranger()
    const here = await logInAs(openid)
    const there = await logInAs(openid, { programmeId: otherProgrammeId })
    expect(there.me.cardholderId).not.toBe(here.me.cardholderId)
    expect((await sessionOf(people, here.token)).programmeId).toBe(programmeId)
    expect((await sessionOf(people, there.token)).programmeId).toBe(otherProgrammeId)
  })

  test('to a programme that does not exist finds nothing, and does not use up the code', async () => {
    const wechat = { ...people.wechat, codeToSession: jest.fn() }
    const body = {
      code: 'openid:x',
      programmeId: 'no-such-programme',
      validity: 'month' as const,
      device: '',
      consent: agreed,
    }
    expect(await refusalOf(logIn({ ...people, wechat }, { body, address }))).toBe('not_found')
    expect(wechat.codeToSession).not.toHaveBeenCalled()
  })

  test('keeps openid and phone sealed, finds them by fingerprint only, and keeps no token', async () => {
    const openid = stranger()
    const session = await people.enter(openid, { phone: '13912345678' })
    const { token } = await logInAs(openid)
    const tables = [
      await rowsOf('SELECT * FROM cardholder WHERE cardholder_id = ?', [session.cardholderId]),
      await rowsOf('SELECT * FROM session WHERE cardholder_id = ?', [session.cardholderId]),
    ]
    expect(tables.map((rows) => rows.length)).toEqual([1, 2])
    const text = JSON.stringify(tables)
    for (const secret of [openid, '13912345678', token, token.split('.')[1]]) expect(text).not.toContain(secret)
    expect(await openidOf(opened.database.reader, people.vault, session.cardholderId)).toBe(openid)
    expect(await verifiedPhone(opened.database.reader, people.vault, session.cardholderId)).toBe('13912345678')
  })

  test('does not keep a card number that was given as the name of the device', async () => {
    const { token } = await logInAs(stranger(), { device: 'phone 4111 1111 1111 1111' })
    const { sessions } = await listDevices(people, await sessionOf(people, token))
    expect(sessions[0]?.device).toBe('')
  })

  test("passes WeChat's refusals on", async () => {
    const withCode = (code: string) =>
      logIn(people, { body: { code, validity: 'day', device: '', consent: agreed }, address })
    expect(await refusalOf(withCode('used up'))).toBe('wechat_code_invalid')
    expect(await refusalOf(withCode('busy'))).toBe('too_many_requests')
    await expect(withCode('silence')).rejects.toThrow(Unsure)
  })

  test('is stopped for an address after sixty bad codes, while good codes and silence are not counted', async () => {
    const withCode = (code: string) =>
      logIn(people, { body: { code, validity: 'day', device: '', consent: agreed }, address })
    const openid = stranger()
    for (let round = 0; round < 59; round++) await refusalOf(withCode('bad'))
    for (let round = 0; round < 3; round++) {
      await withCode(`openid:${openid}`)
      await expect(withCode('silence')).rejects.toThrow(Unsure)
    }
    expect(await refusalOf(withCode('bad'))).toBe('wechat_code_invalid')
    await expect(withCode(`openid:${openid}`)).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    const elsewhere = logIn(people, {
      body: { code: `openid:${openid}`, validity: 'day', device: '', consent: agreed },
      address: '198.51.100.1',
    })
    await expect(elsewhere).resolves.toBeDefined()
  })
})

describe('a session', () => {
  test.each([
    ['day', 1],
    ['month', 30],
    ['quarter', 90],
  ] as const)('chosen for a %s lasts %i days, to the millisecond', async (validity, days) => {
    const { token, me } = await logInAs(stranger(), { validity })
    expect(Date.parse(me.session.expiresAt) - people.surroundings.now().getTime()).toBe(days * dayMs)
    people.surroundings.advance(days * dayMs - 1)
    expect(await findSession(people)(token)).not.toBeNull()
    people.surroundings.advance(1)
    expect(await findSession(people)(token)).toBeNull()
  })

  test('can be given another validity, counted from now', async () => {
    const { token } = await logInAs(stranger(), { validity: 'day' })
    const session = await sessionOf(people, token)
    people.surroundings.advance(dayMs / 2)
    const changed = await chooseValidity(people, { session, validity: 'quarter' })
    expect(changed).toEqual({ validity: 'quarter', expiresAt: '2027-02-20T14:00:00.000Z' })
    expect((await showMe(people, session)).session).toMatchObject(changed)
    people.surroundings.advance(89 * dayMs)
    expect(await findSession(people)(token)).not.toBeNull()
  })

  test('is not found by anything but its own token', async () => {
    const mine = (await logInAs(stranger())).token
    const others = (await logInAs(stranger())).token
    const [myId, mySecret] = mine.split('.') as [string, string]
    const [otherId] = others.split('.') as [string]
    const wrong = [`${otherId}.${mySecret}`, mySecret, myId, `${mine}x`, `${mine}.x`, `${myId}.${'A'.repeat(43)}`, '']
    for (const token of wrong) expect(await findSession(people)(token)).toBeNull()
    expect(await findSession(people)(mine)).not.toBeNull()
  })

  test('is written down as seen at most every ten minutes', async () => {
    const { token } = await logInAs(stranger())
    const session = await sessionOf(people, token)
    const lastSeen = async () => (await listDevices(people, session)).sessions[0]?.lastSeenAt
    people.surroundings.advance(10 * 60_000 - 1)
    await sessionOf(people, token)
    expect(await lastSeen()).toBe('2026-11-22T02:00:00.000Z')
    people.surroundings.advance(1)
    await sessionOf(people, token)
    expect(await lastSeen()).toBe('2026-11-22T02:10:00.000Z')
  })

  test('carries the level that its cardholder has now', async () => {
    const { token } = await logInAs(stranger())
    const { cardholderId } = await sessionOf(people, token)
    await opened.database.inTransaction((tx) => setLevel(tx, cardholderId, 'cardholder'))
    expect((await sessionOf(people, token)).level).toBe('cardholder')
  })
})

describe('devices', () => {
  test('lists mine, the one seen last first, and says which this is', async () => {
    const openid = stranger()
    const phone = await logInAs(openid, { device: 'phone' })
    people.surroundings.advance(60_000)
    await logInAs(openid, { device: 'tablet' })
    await logInAs(stranger(), { device: 'of somebody else' })
    const { sessions } = await listDevices(people, await sessionOf(people, phone.token))
    expect(sessions.map(({ device, current }) => [device, current])).toEqual([
      ['tablet', false],
      ['phone', true],
    ])
  })

  test('leaves out what has expired, and a login clears it away', async () => {
    const openid = stranger()
    await logInAs(openid, { validity: 'day' })
    people.surroundings.advance(dayMs)
    const { token, me } = await logInAs(openid)
    expect((await listDevices(people, await sessionOf(people, token))).sessions).toHaveLength(1)
    expect(await rowsOf('SELECT * FROM session WHERE cardholder_id = ?', [me.cardholderId])).toHaveLength(1)
  })

  test('a login too many ends the oldest', async () => {
    const openid = stranger()
    const oldest = await logInAs(openid)
    for (let logins = 0; logins < 20; logins++) {
      people.surroundings.advance(1000)
      await logInAs(openid)
    }
    expect(await findSession(people)(oldest.token)).toBeNull()
  })
})

describe('logging out', () => {
  test('ends this session and no other', async () => {
    const openid = stranger()
    const here = await logInAs(openid)
    const there = await logInAs(openid)
    expect(await logOut(people, { session: await sessionOf(people, here.token), sessionId: 'current' })).toEqual({
      ended: 1,
    })
    expect(await findSession(people)(here.token)).toBeNull()
    expect(await findSession(people)(there.token)).not.toBeNull()
  })

  test('ends another of my sessions by its id, once', async () => {
    const openid = stranger()
    const session = await sessionOf(people, (await logInAs(openid)).token)
    const there = await logInAs(openid)
    await logOut(people, { session, sessionId: there.me.session.id })
    expect(await findSession(people)(there.token)).toBeNull()
    expect(await refusalOf(logOut(people, { session, sessionId: there.me.session.id }))).toBe('not_found')
  })

  test("does not find somebody else's session, and leaves it alone", async () => {
    const session = await sessionOf(people, (await logInAs(stranger())).token)
    const other = await logInAs(stranger())
    expect(await refusalOf(logOut(people, { session, sessionId: other.me.session.id }))).toBe('not_found')
    expect(await findSession(people)(other.token)).not.toBeNull()
  })

  test('everywhere ends all of mine and none of others', async () => {
    const openid = stranger()
    const mine = [await logInAs(openid), await logInAs(openid), await logInAs(openid)]
    const other = await logInAs(stranger())
    const session = await sessionOf(people, mine[0]?.token ?? '')
    expect(await logOutEverywhere(people, session)).toEqual({ ended: 3 })
    for (const { token } of mine) expect(await findSession(people)(token)).toBeNull()
    expect(await findSession(people)(other.token)).not.toBeNull()
    expect(await refusalOf(showMe(people, session))).toBe('session_ended')
    expect(await refusalOf(chooseValidity(people, { session, validity: 'day' }))).toBe('session_ended')
  })
})

describe('verifying a phone', () => {
  const verify = async (openid: string, code: string) => {
    const session = await sessionOf(people, (await logInAs(openid)).token)
    return verifyPhone(people, { session, body: { code }, address })
  }

  test('raises a visitor to phone and shows the number masked', async () => {
    const openid = stranger()
    expect(await verify(openid, 'phone:13987654321')).toEqual({ phoneMasked: '139****4321', level: 'phone' })
    expect((await logInAs(openid)).me).toMatchObject({ phoneMasked: '139****4321', level: 'phone' })
  })

  test('does not lower who has a card', async () => {
    const openid = stranger()
    const { cardholderId } = (await logInAs(openid)).me
    await opened.database.inTransaction((tx) => setLevel(tx, cardholderId, 'cardholder'))
    expect(await verify(openid, 'phone:13987654321')).toMatchObject({ level: 'cardholder' })
    expect(await levelOf(opened.database.reader, cardholderId)).toBe('cardholder')
  })

  test('leaves the phone as it was when WeChat refuses the code', async () => {
    const openid = stranger()
    await verify(openid, 'phone:13987654321')
    expect(await refusalOf(verify(openid, 'used up'))).toBe('wechat_code_invalid')
    expect((await logInAs(openid)).me.phoneMasked).toBe('139****4321')
  })

  test('is stopped after ten calls in a day, since each costs money', async () => {
    const openid = stranger()
    for (let call = 0; call < 10; call++) await verify(openid, 'phone:13987654321')
    expect(await refusalOf(verify(openid, 'phone:13987654321'))).toBe('too_many_requests')
    await expect(verify(stranger(), 'phone:13987654321')).resolves.toBeDefined()
  })
})

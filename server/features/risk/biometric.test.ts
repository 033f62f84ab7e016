import type { LockSettings, StepUpPurpose } from '../../../shared/contract/security'
import { bindScripted } from '../../../tests/support/bindScripted'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { Unsure } from '../../ports/unsure'
import { identityRoutes, storeTrust, trustDevices } from '../identity'
import { readGuards, securityRoutes } from '.'
import { noLock } from './lock.rules'

let opened: TestDatabase
let people: People
let routes: ReturnType<typeof securityRoutes>
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
  routes = securityRoutes(people)
})

let strangers = 0
const openid = () => `openid-device-${strangers}`
/** On a device that is not trusted: the one that bound the first card would be. */
async function cardholder(): Promise<Session> {
  strangers++
  const session = await bindScripted(people, await people.enter(openid()), String(6_000 + strangers))
  await opened.database.inTransaction((tx) => storeTrust(tx, session, null))
  return session
}
/** The same person on another phone. */
const elsewhere = () => people.enter(openid())

const change = (session: Session, lock: Partial<LockSettings>, stepUp?: string) =>
  routes.changeLock({ ...blankRequest, session, body: { ...noLock, ...lock, stepUp } })
const loosen = (lock: Partial<LockSettings> = {}): StepUpPurpose => ({ for: 'lock', lock: { ...noLock, ...lock } })
const ask = (session: Session, purpose = loosen()) => routes.askBiometric({ ...blankRequest, session, body: purpose })
const sign = (raw: string, by = openid()) => ({
  resultJSON: JSON.stringify({ raw, fid: '1', counter: 7, cpu_id: 'of the phone' }),
  resultJSONSignature: `signed by ${by}`,
})
const check = (session: Session, stepUpId: string, body: ReturnType<typeof sign>) =>
  routes.checkBiometric({ ...blankRequest, session, params: { stepUpId }, body })
const trustPurpose = ({ sessionId }: Session): StepUpPurpose => ({ for: 'device', sessionId })
const trustBy = (session: Session, stepUp?: string) =>
  routes.trustDevice({ ...blankRequest, session, body: { stepUp } })
const distrust = (session: Session, { sessionId }: Session) =>
  routes.distrustDevice({ ...blankRequest, session, params: { sessionId } })

async function otpToken(session: Session, purpose: StepUpPurpose): Promise<string> {
  const { stepUpId } = await routes.askStepUp({ ...blankRequest, session, body: purpose })
  return (await routes.checkStepUp({ ...blankRequest, session, params: { stepUpId }, body: { otp: rightOtp } }))
    .stepUpToken
}
const trust = async (session: Session) => trustBy(session, await otpToken(session, trustPurpose(session)))
async function trusted(): Promise<Session> {
  const session = await cardholder()
  await trust(session)
  return session
}
const rowsOf = async (session: Session) =>
  (await opened.database.reader.rows('SELECT 1 FROM step_up WHERE cardholder_id = ?', [session.cardholderId])).length

describe('a finger or a face', () => {
  test('stands for the one-time password on a trusted device', async () => {
    const session = await trusted()
    await change(session, { frozen: true })
    const { stepUpId, challenge, expiresInSeconds } = await ask(session)
    expect(expiresInSeconds).toBe(120)
    expect(challenge).toContain(stepUpId)
    const { stepUpToken } = await check(session, stepUpId, sign(challenge))
    expect(await change(session, {}, stepUpToken)).toMatchObject({ frozen: false })
    await change(session, { frozen: true })
    expect(await refusalOf(change(session, {}, stepUpToken))).toBe('step_up_required')
  })

  test('counts on no device that is not trusted', async () => {
    expect(await refusalOf(ask(await cardholder()))).toBe('device_not_trusted')
    const session = await trusted()
    const { stepUpId, challenge } = await ask(session)
    await distrust(session, session)
    expect(await refusalOf(check(session, stepUpId, sign(challenge)))).toBe('device_not_trusted')
  })

  test('counts a day after a proof for something else, or once the device is trusted expressly', async () => {
    const [session, expressly] = [await cardholder(), await cardholder()]
    const { now, newId } = people.surroundings
    await opened.database.inTransaction((tx) => trustDevices(tx, [session, expressly], { now: now(), newId }))
    expect([await refusalOf(ask(session)), await refusalOf(ask(expressly))]).toEqual(
      Array(2).fill('device_not_trusted'),
    )
    people.surroundings.advance(1_000)
    expect(await refusalOf(trustBy(expressly))).toBe('step_up_required')
    expect(await trust(expressly)).toEqual({ trustedAt: '2026-11-22T02:00:00.000Z' })
    expect(await ask(expressly)).toMatchObject({ expiresInSeconds: 120 })
    expect(await refusalOf(ask(session))).toBe('device_not_trusted')
    people.surroundings.advance(86_400_000 - 1_000)
    const { stepUpId, challenge } = await ask(session)
    await distrust(session, session)
    expect(await refusalOf(check(session, stepUpId, sign(challenge)))).toBe('device_not_trusted')
  })

  test('does not make its own device a trusted one', async () => {
    const session = await trusted()
    expect(await refusalOf(ask(session, trustPurpose(session)))).toBe('biometric_refused')
  })

  test('is good for what was asked for only', async () => {
    const session = await trusted()
    await change(session, { frozen: true, nightLock: true })
    const { stepUpId, challenge } = await ask(session, loosen({ nightLock: true }))
    const { stepUpToken } = await check(session, stepUpId, sign(challenge))
    expect(await refusalOf(change(session, {}, stepUpToken))).toBe('step_up_required')
    expect(await change(session, { nightLock: true }, stepUpToken)).toMatchObject({ frozen: false })
  })

  test.each([
    ['another text', (challenge: string) => sign(`${challenge}0`)],
    ['a text of nothing', () => ({ resultJSON: '{}', resultJSONSignature: `signed by ${openid()}` })],
    ['somebody else’s phone', (challenge: string) => sign(challenge, 'openid-of-a-thief')],
  ])('that signed %s is refused, and what it was to sign is over', async (_, signed) => {
    const session = await trusted()
    const { stepUpId, challenge } = await ask(session)
    expect(await refusalOf(check(session, stepUpId, signed(challenge)))).toBe('biometric_refused')
    expect(await refusalOf(check(session, stepUpId, sign(challenge)))).toBe('biometric_refused')
  })

  test('WeChat is not asked about a text that is not ours', async () => {
    const session = await trusted()
    let asked = 0
    people.wechat.verifySoter = async () => ++asked > 0
    const { stepUpId } = await ask(session)
    expect(await refusalOf(check(session, stepUpId, sign('SU-of-somebody')))).toBe('biometric_refused')
    expect(asked).toBe(0)
  })

  test('gives one token: the same signature again gives none, of two at once one does', async () => {
    const session = await trusted()
    const { stepUpId, challenge } = await ask(session)
    const told = await Promise.all([0, 1].map(() => refusalOf(check(session, stepUpId, sign(challenge)))))
    expect(told.filter((each) => each === 'biometric_refused')).toHaveLength(1)
    expect(await refusalOf(check(session, stepUpId, sign(challenge)))).toBe('biometric_refused')
  })

  test('is late after two minutes', async () => {
    const session = await trusted()
    const { stepUpId, challenge } = await ask(session)
    people.surroundings.advance(120_000)
    expect(await refusalOf(check(session, stepUpId, sign(challenge)))).toBe('biometric_refused')
  })

  test('of one device is nothing on another, though that is trusted too', async () => {
    const session = await trusted()
    const other = { ...(await elsewhere()), level: 'cardholder' as const }
    await trust(other)
    const { stepUpId, challenge } = await ask(session)
    expect(await refusalOf(check(other, stepUpId, sign(challenge)))).toBe('biometric_refused')
    expect(await check(session, stepUpId, sign(challenge))).toMatchObject({ expiresInSeconds: 300 })
  })

  test('a one-time password is no answer to it, and it is none to a password', async () => {
    const session = await trusted()
    const { stepUpId } = await ask(session)
    const params = { stepUpId }
    expect(await refusalOf(routes.checkStepUp({ ...blankRequest, session, params, body: { otp: rightOtp } }))).toBe(
      'otp_expired',
    )
    const otp = await routes.askStepUp({ ...blankRequest, session, body: loosen() })
    expect(await refusalOf(check(session, otp.stepUpId, sign('ch')))).toBe('biometric_refused')
  })

  test('when WeChat does not answer, the same may be sent again and nothing is counted', async () => {
    const session = await trusted()
    const { stepUpId, challenge } = await ask(session)
    const silent = { ...sign(challenge), resultJSONSignature: 'silence' }
    for (let time = 0; time < 15; time++) await expect(check(session, stepUpId, silent)).rejects.toThrow(Unsure)
    expect(await check(session, stepUpId, sign(challenge))).toMatchObject({ expiresInSeconds: 300 })
  })

  test('guessing ends, together with that of passwords', async () => {
    const session = await trusted()
    let last = ''
    for (let guess = 0; guess < 13; guess++) {
      const { stepUpId } = await ask(session)
      last = await refusalOf(check(session, stepUpId, sign('guess')))
    }
    expect(last).toBe('attempts_exceeded')
  })

  test('asking and asking leaves one row', async () => {
    const session = await trusted()
    const before = await rowsOf(session)
    for (let time = 0; time < 5; time++) await ask(session)
    expect(await rowsOf(session)).toBe(before + 1)
  })
})

describe('a device', () => {
  const devices = async (session: Session) =>
    (await identityRoutes(people).devices({ ...blankRequest, session })).sessions.map(({ current, trustedAt }) => [
      current,
      trustedAt,
    ])
  const biometricFrom = async (session: Session) =>
    (await identityRoutes(people).devices({ ...blankRequest, session })).sessions.find(({ current }) => current)
      ?.biometricFrom
  const told = async (session: Session) => {
    const rows = await opened.database.reader.rows<{ payload: string }>(
      "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'security.device_changed' ORDER BY id",
      [session.cardholderId],
    )
    return rows.map(({ payload }) => JSON.parse(payload).trusted)
  }
  /** The first card was bound on it. */
  const bound = [true]

  test('is trusted by a one-time password, once, and word of it goes out', async () => {
    const session = await cardholder()
    expect(await refusalOf(trustBy(session))).toBe('step_up_required')
    expect(await devices(session)).toEqual([[true, null]])
    expect(await trust(session)).toEqual({ trustedAt: '2026-11-22T02:00:00.000Z' })
    people.surroundings.advance(1_000)
    expect(await trustBy(session)).toEqual({ trustedAt: '2026-11-22T02:00:00.000Z' })
    expect(await devices(session)).toEqual([[true, '2026-11-22T02:00:00.000Z']])
    expect(await told(session)).toEqual([...bound, true])
  })

  test('that a proof for something else made trusted says from when a finger counts, until it does', async () => {
    const session = await cardholder()
    expect(await biometricFrom(session)).toBeNull()
    const { now, newId } = people.surroundings
    await opened.database.inTransaction((tx) => trustDevices(tx, [session], { now: now(), newId }))
    expect(await biometricFrom(session)).toBe('2026-11-23T02:00:00.000Z')
    people.surroundings.advance(86_400_000 - 1)
    expect(await biometricFrom(session)).toBe('2026-11-23T02:00:00.000Z')
    people.surroundings.advance(1)
    expect(await biometricFrom(session)).toBeNull()
    expect(await ask(session)).toMatchObject({ expiresInSeconds: 120 })
  })

  test('that is trusted expressly waits for nothing', async () => {
    const session = await cardholder()
    const { now, newId } = people.surroundings
    await opened.database.inTransaction((tx) => trustDevices(tx, [session], { now: now(), newId }))
    await trust(session)
    expect(await biometricFrom(session)).toBeNull()
  })

  test('that is trusted says nothing of another one of the same person', async () => {
    const session = await trusted()
    const other = await elsewhere()
    expect((await devices(other)).find(([current]) => current)).toEqual([true, null])
    const token = await otpToken(session, loosen())
    expect(await refusalOf(trustBy({ ...other, level: 'cardholder' }, token))).toBe('step_up_required')
  })

  test('is trusted from itself only', async () => {
    const session = await cardholder()
    const other = await elsewhere()
    expect(await refusalOf(otpToken(session, trustPurpose(other)))).toBe('not_found')
  })

  test('loses the trust from anywhere without proof, and stays logged in', async () => {
    const session = await trusted()
    const other = await elsewhere()
    expect(await distrust(other, session)).toEqual({ trusted: false })
    expect(await distrust(other, session)).toEqual({ trusted: false })
    expect((await devices(other)).map(([, trustedAt]) => trustedAt)).toEqual([null, null])
    expect(await told(session)).toEqual([...bound, true, false])
  })

  test('of somebody else is not found', async () => {
    const theirs = await trusted()
    const session = await cardholder()
    expect(await refusalOf(distrust(session, theirs))).toBe('not_found')
  })

  test('is kept out where trusted ones only may redeem, whatever else it proves', async () => {
    const session = await cardholder()
    await change(session, { trustedOnly: true })
    const asked = { ...session, key: 'k'.repeat(16), benefitId: 'TEA', points: 500 }
    const isStrange = async () => (await readGuards(opened.database.reader, [asked])).isStrange(asked)
    expect(await isStrange()).toBe(true)
    await trust(session)
    expect(await isStrange()).toBe(false)
    const other = { ...asked, sessionId: (await elsewhere()).sessionId }
    expect((await readGuards(opened.database.reader, [asked, other])).isStrange(other)).toBe(true)
    expect(await refusalOf(change(session, {}))).toBe('step_up_required')
  })
})

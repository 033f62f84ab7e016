import type { OperatorRole } from '../../../shared/contract/roles'
import { type AccountDesk, accountDesk, by, giving, opening, renewing } from '../../../tests/support/accountDesk'
import type { OperatorSession } from '../../http/operators'
import { byCommandLine, createAccount, disableAccount, renewEnrolment } from '.'
import { awaiting } from './accountRequests'
import { accountByLogin } from './accounts.store'
import { changeRoles } from './manageAccounts'
import { findRequest } from './requests.store'
import { showAccount } from './showAccount'
import { showRequest } from './showRequest'

let on: AccountDesk
let admin: OperatorSession
let checker: OperatorSession

beforeAll(async () => {
  on = await accountDesk()
})
afterAll(() => on.opened.close())
beforeEach(async () => {
  admin = await on.desk.hire(['admin'])
  checker = await on.desk.hire(['checker'])
})

const approvedFor = (roles: OperatorRole[]) => on.approved(roles, { admin, checker })

describe('the owner of an account', () => {
  const shownTo = (who: OperatorSession) => showAccount(on.database.reader, who, on.surroundings.now())

  it('reads what is asked for about it, and by whom, until it is decided, and then what was done', async () => {
    const person = await on.colleague(['auditor'])
    const { id } = await on.desk.ask(admin, giving(person, ['auditor', 'maker']))
    // Ids of one millisecond have no order among themselves.
    on.surroundings.advance(1)
    const other = await on.desk.ask(admin, renewing(person))
    const open = { reason: '客户来电核实', madeBy: admin.name }
    expect((await shownTo(person)).open).toMatchObject([
      { requestId: other.id, kind: 'renew_enrolment', roles: null, ...open },
      { requestId: id, kind: 'change_roles', roles: ['auditor', 'maker'], ...open },
    ])
    await on.desk.reject(checker, other.id)
    on.surroundings.advance(1)
    await on.desk.approve(checker, id)
    const { open: left, events } = await shownTo(person)
    expect(left).toEqual([])
    expect(events[0]).toMatchObject({
      action: 'operator.roles',
      by: admin.name,
      isOwn: false,
      changes: [{ field: 'operator.roles', before: 'auditor', after: 'auditor,maker' }],
    })
  })

  it('reads nothing of what is about somebody else', async () => {
    const [person, colleague] = [await on.colleague(['auditor']), await on.colleague(['auditor'])]
    const { id } = await on.desk.ask(admin, giving(person, ['support']))
    const { open, events } = await shownTo(colleague)
    expect([open, events.map(({ action }) => action)]).toEqual([
      [],
      (await shownTo(person)).events.map((one) => one.action),
    ])
    await on.desk.approve(checker, id)
    expect((await shownTo(colleague)).events.map(({ action }) => action)).not.toContain('operator.roles')
  })
})

describe('what two persons decide', () => {
  it('opens an account whose code is made and shown once, to who asked, and lies nowhere', async () => {
    const { asked, login } = opening(['maker'])
    const { id, changes } = await on.desk.ask(admin, asked)
    expect(changes).toContainEqual({ field: 'operator.roles', before: null, after: 'maker' })
    expect(await accountByLogin(on.database.reader, login)).toBeNull()
    expect(await on.desk.approve(checker, id)).toMatchObject({ state: 'approved' })
    const waiting = await accountByLogin(on.database.reader, login)
    expect(waiting).toMatchObject({ enrolmentFingerprint: awaiting(id).fingerprint, enrolmentUntil: null })
    const { operator, enrolmentCode } = await on.draw(admin, id)
    expect(operator).toMatchObject({ login, roles: ['maker'], isEnrolled: false })
    const account = await accountByLogin(on.database.reader, login)
    expect(account?.enrolmentFingerprint).toBe(on.vault.fingerprint('desk', enrolmentCode))
    for (const table of ['operator', 'request', 'audit', 'idempotency_key'])
      expect(JSON.stringify(await on.database.reader.rows(`SELECT * FROM ${table}`))).not.toContain(enrolmentCode)
  })

  it('is approved by another administrator as well', async () => {
    const person = await on.colleague(['auditor'])
    const { id } = await on.desk.ask(admin, giving(person, ['auditor', 'support']))
    expect(await on.desk.approve(await on.desk.hire(['admin']), id)).toMatchObject({
      state: 'approved',
      changes: [{ field: 'operator.roles', before: 'auditor', after: 'auditor,support' }],
    })
  })

  it('closes what an operator came in by at once, before the code is drawn', async () => {
    const person = await on.colleague(['maker'])
    const { id } = await on.desk.ask(admin, renewing(person))
    await on.desk.approve(checker, id)
    const account = await accountByLogin(on.database.reader, person.login)
    expect(account).toMatchObject({ passwordHash: null, totpCipher: null, enrolmentUntil: null })
    expect((await on.draw(admin, id)).operator.id).toBe(person.operatorId)
  })

  it('says beforehand what stands against it', async () => {
    const { asked, payload } = opening(['maker'])
    const { id } = await on.desk.ask(admin, asked)
    await createAccount(on.parts, payload, byCommandLine)
    const request = await findRequest(on.database.reader, id)
    expect(request && (await showRequest(request, on.desk.deps))).toMatchObject({ obstacle: 'name_taken' })
    expect(await on.desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'name_taken' })
  })

  it('is approved by one whom the asker opened, a day later', async () => {
    const { login } = await approvedFor(['checker'])
    on.surroundings.advance(24 * 3_600_000 + 1)
    const account = await accountByLogin(on.database.reader, login)
    const own = { ...checker, operatorId: account?.id ?? '' }
    const { id } = await on.desk.ask(admin, opening(['maker']).asked)
    expect(await on.desk.approve(own, id)).toMatchObject({ state: 'approved' })
  })
})

describe('one person alone', () => {
  it('opens and renews an auditor, takes roles away and closes an account', async () => {
    const { operator } = await createAccount(on.parts, opening(['auditor']).payload, by(admin))
    expect((await renewEnrolment(on.parts, operator.id, by(admin))).enrolmentCode).toMatch(/^[\w-]{20}$/)
    const { operatorId: id } = await on.colleague(['maker', 'checker'])
    expect(await changeRoles(on.parts, { id, roles: ['maker'] }, by(admin))).toMatchObject({ roles: ['maker'] })
    expect((await disableAccount(on.parts, id, by(admin))).disabledAt).not.toBeNull()
  })
})

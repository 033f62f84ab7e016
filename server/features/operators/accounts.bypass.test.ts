import type { RequestAsked } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { refusalOf } from '../../../tests/support/people'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { OperatorSession } from '../../http/operators'
import { byCommandLine, createAccount, disableAccount, renewEnrolment } from '.'
import { awaiting } from './accountRequests'
import { accountByLogin } from './accounts.store'
import { drawEnrolment } from './drawEnrolment'
import { changeRoles } from './manageAccounts'
import { findRequest } from './requests.store'
import { showRequest } from './showRequest'

const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
let opened: TestDatabase
let desk: Desk
let admin: OperatorSession
let checker: OperatorSession
const tried = { bypasses: 0, succeeded: 0 }

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await installTestProgramme(opened.database, { id: 'another' })
  desk = await deskOn({ database: opened.database, surroundings, vault })
})
afterAll(async () => {
  console.log(`accounts by two persons: ${tried.bypasses} bypasses tried, ${tried.succeeded} succeeded`)
  await opened.close()
})
beforeEach(async () => {
  admin = await desk.hire(['admin'])
  checker = await desk.hire(['checker'])
})

let accounts = 0
const parts = () => ({ database: opened.database, surroundings, vault })
const by = (operator: OperatorSession) => ({ operator, reason: '入职', requestId: 'request', address: '127.0.0.1' })
const opening = (roles: OperatorRole[], programmeId: string = testProgramme.id) => {
  const login = `opened.${++accounts}`
  const payload = { name: `人 ${accounts}`, login, roles, programmeId }
  return { login, payload, asked: { kind: 'open_account', payload } satisfies RequestAsked }
}
const roles = ({ operatorId, name }: OperatorSession, wanted: OperatorRole[]): RequestAsked => {
  return { kind: 'change_roles', payload: { operatorId, name, roles: wanted } }
}
/** Somebody who works here and signs in. */
async function colleague(held: OperatorRole[]): Promise<OperatorSession & { login: string }> {
  const { login, payload } = opening(held)
  const { operator } = await createAccount(parts(), payload, byCommandLine)
  return { operatorId: operator.id, name: operator.name, programmeId: operator.programmeId, roles: held, login }
}
const renewing = ({ operatorId, name }: OperatorSession): RequestAsked => {
  return { kind: 'renew_enrolment', payload: { operatorId, name } }
}
const draw = (operator: OperatorSession, id: string) => drawEnrolment(parts(), id, by(operator))

/** The accounts as they are: who may do what, and by what they are set up. */
function allAccounts() {
  const columns = 'id, name, roles, disabled_at, password_hash, enrolment_fingerprint, enrolment_until'
  return opened.database.reader.rows(`SELECT ${columns} FROM operator ORDER BY id`)
}

/** One administrator's attempt at a power or a code that nobody else approved; what it begins with is prepared first. */
function bypass<Prepared>(
  name: string,
  prepare: () => Promise<Prepared>,
  attempt: (prepared: Prepared) => Promise<unknown>,
): void {
  test(`bypass: ${name}`, async () => {
    const prepared = await prepare()
    const before = await allAccounts()
    tried.bypasses += 1
    tried.succeeded += 1
    await attempt(prepared)
    expect(await allAccounts()).toEqual(before)
    tried.succeeded -= 1
  })
}
const nothing = async () => null

describe.each(['maker', 'checker', 'support', 'risk', 'admin'] as const)('%s', (role) => {
  bypass('an account is opened alone', nothing, async () => {
    const { payload } = opening(['auditor', role])
    expect(await refusalOf(createAccount(parts(), payload, by(admin)))).toBe('second_person_required')
  })

  bypass(
    'an account is taken over alone',
    () => colleague([role]),
    async ({ operatorId }) => {
      expect(await refusalOf(renewEnrolment(parts(), operatorId, by(admin)))).toBe('second_person_required')
    },
  )

  bypass(
    'the role is given alone',
    () => colleague(['auditor']),
    async ({ operatorId: id }) => {
      const asked = { id, roles: ['auditor', role] as const }
      expect(await refusalOf(changeRoles(parts(), asked, by(admin)))).toBe('second_person_required')
    },
  )
})

bypass(
  'a maker is made an auditor, and then taken over',
  async () => {
    const person = await colleague(['maker'])
    const sql = "UPDATE operator SET enrolment_fingerprint = NULL, password_hash = 'chosen' WHERE id = ?"
    await opened.database.inTransaction((tx) => tx.change(sql, [person.operatorId]))
    await changeRoles(parts(), { id: person.operatorId, roles: ['auditor'] }, by(admin))
    return person
  },
  async ({ operatorId }) => {
    expect(await refusalOf(renewEnrolment(parts(), operatorId, by(admin)))).toBe('second_person_required')
  },
)

bypass('roles are given to oneself', nothing, async () => {
  const wanted = { id: admin.operatorId, roles: ['admin', 'maker'] as const }
  expect(await refusalOf(changeRoles(parts(), wanted, by(admin)))).toBe('own_account')
  expect(await refusalOf(desk.ask(admin, roles(admin, ['admin', 'maker'])))).toBe('own_account')
})

bypass(
  'who asked approves',
  () => desk.hire(['admin', 'checker']),
  async (both) => {
    const { id } = await desk.ask(both, opening(['maker']).asked)
    expect(await refusalOf(desk.approve(both, id))).toBe('same_operator')
  },
)

bypass(
  'who asked approves in another session',
  () => desk.hire(['admin', 'checker']),
  async (both) => {
    const session = { expiresAt: new Date('2026-11-23'), isLocked: false, csrf: '' }
    const { id } = await desk.ask({ ...both, desk: { ...session, sessionId: 'one' } }, opening(['maker']).asked)
    const other = { ...both, roles: ['checker' as const], desk: { ...session, sessionId: 'two' } }
    expect(await refusalOf(desk.approve(other, id))).toBe('same_operator')
  },
)

bypass(
  'the account itself approves its roles',
  () => colleague(['checker']),
  async (person) => {
    const { id } = await desk.ask(admin, roles(person, ['checker', 'maker']))
    expect(await refusalOf(desk.approve(person, id))).toBe('own_account')
  },
)

bypass(
  'a maker, a support or a risk operator approves',
  () => desk.hire(['maker', 'support', 'risk', 'auditor']),
  async (person) => {
    const { id } = await desk.ask(admin, opening(['maker']).asked)
    expect(await refusalOf(desk.approve(person, id))).toBe('role_required')
  },
)

bypass('an administrator approves what is not about accounts', nothing, async () => {
  const asked = { kind: 'review_take_down', payload: { benefitId: 'VIDEO-1' } } as const
  expect(await refusalOf(desk.ask(admin, asked))).toBe('role_required')
})

bypass(
  'a maker asks for an account',
  () => desk.hire(['maker', 'checker', 'support', 'risk']),
  async (maker) => {
    expect(await refusalOf(desk.ask(maker, opening(['maker']).asked))).toBe('role_required')
  },
)

const approvedFor = async (roles: OperatorRole[]) => {
  const { asked, login } = opening(roles)
  const { id } = await desk.ask(admin, asked)
  await desk.approve(checker, id)
  return { id, login }
}

bypass(
  'one whom the asker has just opened approves the next',
  async () => {
    const { id, login } = await approvedFor(['checker'])
    await draw(admin, id)
    const account = await accountByLogin(opened.database.reader, login)
    return { ...checker, operatorId: account?.id ?? '' }
  },
  async (own) => {
    const { id } = await desk.ask(admin, opening(['maker']).asked)
    expect(await refusalOf(desk.approve(own, id))).toBe('approver_not_independent')
    surroundings.advance(24 * 3_600_000 - 1)
    expect(await refusalOf(desk.approve(own, id))).toBe('approver_not_independent')
  },
)

bypass(
  'who approved draws the code, or an administrator who did not ask',
  async () => ({ ...(await approvedFor(['maker'])), other: await desk.hire(['admin', 'checker']) }),
  async ({ id, other }) => {
    expect(await refusalOf(draw(checker, id))).toBe('role_required')
    expect(await refusalOf(draw(other, id))).toBe('request_of_another')
  },
)

bypass('a code is drawn without an approval', nothing, async () => {
  const { id } = await desk.ask(admin, opening(['maker']).asked)
  expect(await refusalOf(draw(admin, id))).toBe('reveal_over')
  await desk.reject(checker, id)
  expect(await refusalOf(draw(admin, id))).toBe('reveal_over')
})

bypass(
  'a code is drawn again',
  async () => {
    const approved = await approvedFor(['maker'])
    await draw(admin, approved.id)
    return approved
  },
  async ({ id }) => expect(await refusalOf(draw(admin, id))).toBe('reveal_over'),
)

bypass(
  'the code of an older renewal is drawn after a newer one was approved',
  async () => {
    const person = await colleague(['maker'])
    const older = await desk.ask(admin, renewing(person))
    await desk.approve(checker, older.id)
    const newer = await desk.ask(await desk.hire(['admin']), renewing(person))
    await desk.approve(checker, newer.id)
    return older
  },
  async ({ id }) => expect(await refusalOf(draw(admin, id))).toBe('reveal_over'),
)

bypass(
  'a code is drawn a day after the approval',
  () => approvedFor(['maker']),
  async ({ id }) => {
    surroundings.advance(24 * 3_600_000 + 1)
    expect(await refusalOf(draw(admin, id))).toBe('reveal_over')
  },
)

bypass(
  'the account was disabled between approval and drawing',
  async () => {
    const { id, login } = await approvedFor(['maker'])
    const account = await accountByLogin(opened.database.reader, login)
    await disableAccount(parts(), account?.id ?? '', by(checker))
    return id
  },
  async (id) => expect(await refusalOf(draw(admin, id))).toBe('reveal_over'),
)

bypass(
  'the account was disabled between asking and approving',
  async () => {
    const person = await colleague(['auditor'])
    const asked = [await desk.ask(admin, roles(person, ['maker'])), await desk.ask(admin, renewing(person))]
    await disableAccount(parts(), person.operatorId, by(checker))
    return asked
  },
  async (asked) => {
    for (const { id } of asked)
      expect(await desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'not_found' })
  },
)

bypass(
  'the one who asked was disabled, or lost the role, meanwhile',
  async () => {
    const other = await desk.hire(['admin', 'auditor'])
    const asked = [await desk.ask(admin, opening(['maker']).asked), await desk.ask(other, opening(['maker']).asked)]
    await disableAccount(parts(), admin.operatorId, by(checker))
    await changeRoles(parts(), { id: other.operatorId, roles: ['auditor'] }, by(checker))
    return asked
  },
  async (asked) => {
    for (const { id } of asked) expect(await refusalOf(desk.approve(checker, id))).toBe('maker_not_entitled')
  },
)

bypass(
  'the approver was disabled, or lost the role, since the session began',
  async () => {
    const other = await desk.hire(['checker', 'auditor'])
    await disableAccount(parts(), checker.operatorId, by(admin))
    await changeRoles(parts(), { id: other.operatorId, roles: ['auditor'] }, by(admin))
    return other
  },
  async (other) => {
    const { id } = await desk.ask(admin, opening(['maker']).asked)
    for (const operator of [checker, other]) expect(await refusalOf(desk.approve(operator, id))).toBe('role_required')
  },
)

bypass(
  'the one who asked lost the role before drawing',
  async () => {
    const other = await desk.hire(['admin', 'auditor'])
    const { id } = await desk.ask(other, opening(['maker']).asked)
    await desk.approve(checker, id)
    await changeRoles(parts(), { id: other.operatorId, roles: ['auditor'] }, by(admin))
    return { other, id }
  },
  async ({ other, id }) => expect(await refusalOf(draw(other, id))).toBe('role_required'),
)

bypass('an account for all programmes, or another one', nothing, async () => {
  for (const programmeId of ['*', 'another'])
    expect(await refusalOf(desk.ask(admin, opening(['maker'], programmeId).asked))).toBe('not_found')
})

bypass(
  'a checker of one programme approves an account for all',
  () => desk.hire(['admin'], '*'),
  async (wide) => {
    const { id } = await desk.ask(wide, opening(['maker'], '*').asked)
    expect(await refusalOf(desk.approve(checker, id))).toBe('role_required')
  },
)

bypass(
  'a request names somebody and means somebody else',
  () => colleague(['auditor']),
  async ({ operatorId }) => {
    const payload = { operatorId, name: '别人', roles: ['maker' as const] }
    expect(await refusalOf(desk.ask(admin, { kind: 'change_roles', payload }))).toBe('not_found')
  },
)

describe('what two persons decide', () => {
  it('opens an account whose code is made and shown once, to who asked, and lies nowhere', async () => {
    const { asked, login } = opening(['maker'])
    const { id, changes } = await desk.ask(admin, asked)
    expect(changes).toContainEqual({ field: 'operator.roles', before: null, after: 'maker' })
    expect(await accountByLogin(opened.database.reader, login)).toBeNull()
    expect(await desk.approve(checker, id)).toMatchObject({ state: 'approved' })
    const waiting = await accountByLogin(opened.database.reader, login)
    expect(waiting).toMatchObject({ enrolmentFingerprint: awaiting(id).fingerprint, enrolmentUntil: null })
    const { operator, enrolmentCode } = await draw(admin, id)
    expect(operator).toMatchObject({ login, roles: ['maker'], isEnrolled: false })
    const account = await accountByLogin(opened.database.reader, login)
    expect(account?.enrolmentFingerprint).toBe(vault.fingerprint('desk', enrolmentCode))
    for (const table of ['operator', 'request', 'audit', 'idempotency_key'])
      expect(JSON.stringify(await opened.database.reader.rows(`SELECT * FROM ${table}`))).not.toContain(enrolmentCode)
  })

  it('is approved by another administrator as well', async () => {
    const person = await colleague(['auditor'])
    const { id } = await desk.ask(admin, roles(person, ['auditor', 'support']))
    expect(await desk.approve(await desk.hire(['admin']), id)).toMatchObject({
      state: 'approved',
      changes: [{ field: 'operator.roles', before: 'auditor', after: 'auditor,support' }],
    })
  })

  it('closes what an operator came in by at once, before the code is drawn', async () => {
    const person = await colleague(['maker'])
    const { id } = await desk.ask(admin, renewing(person))
    await desk.approve(checker, id)
    const account = await accountByLogin(opened.database.reader, person.login)
    expect(account).toMatchObject({ passwordHash: null, totpCipher: null, enrolmentUntil: null })
    expect((await draw(admin, id)).operator.id).toBe(person.operatorId)
  })

  it('says beforehand what stands against it', async () => {
    const { asked, payload } = opening(['maker'])
    const { id } = await desk.ask(admin, asked)
    await createAccount(parts(), payload, byCommandLine)
    const request = await findRequest(opened.database.reader, id)
    expect(request && (await showRequest(request, desk.deps))).toMatchObject({ obstacle: 'name_taken' })
    expect(await desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'name_taken' })
  })

  it('is approved by one whom the asker opened, a day later', async () => {
    const { login } = await approvedFor(['checker'])
    surroundings.advance(24 * 3_600_000 + 1)
    const account = await accountByLogin(opened.database.reader, login)
    const own = { ...checker, operatorId: account?.id ?? '' }
    const { id } = await desk.ask(admin, opening(['maker']).asked)
    expect(await desk.approve(own, id)).toMatchObject({ state: 'approved' })
  })
})

describe('one person alone', () => {
  it('opens and renews an auditor, takes roles away and closes an account', async () => {
    const { operator } = await createAccount(parts(), opening(['auditor']).payload, by(admin))
    expect((await renewEnrolment(parts(), operator.id, by(admin))).enrolmentCode).toMatch(/^[\w-]{20}$/)
    const { operatorId: id } = await colleague(['maker', 'checker'])
    expect(await changeRoles(parts(), { id, roles: ['maker'] }, by(admin))).toMatchObject({ roles: ['maker'] })
    expect((await disableAccount(parts(), id, by(admin))).disabledAt).not.toBeNull()
  })
})

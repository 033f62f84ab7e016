import type { OperatorRole } from '../../../shared/contract/roles'
import { type AccountDesk, accountDesk, by, giving, opening, renewing } from '../../../tests/support/accountDesk'
import { refusalOf } from '../../../tests/support/refusalOf'
import type { OperatorSession } from '../../http/operators'
import { createAccount, disableAccount, renewEnrolment } from '.'
import { accountByLogin } from './accounts.store'
import { changeRoles } from './manageAccounts'

let on: AccountDesk
let admin: OperatorSession
let checker: OperatorSession
const tried = { bypasses: 0, succeeded: 0 }

beforeAll(async () => {
  on = await accountDesk()
})
afterAll(async () => {
  console.log(`accounts by two persons: ${tried.bypasses} bypasses tried, ${tried.succeeded} succeeded`)
  await on.opened.close()
})
beforeEach(async () => {
  admin = await on.desk.hire(['admin'])
  checker = await on.desk.hire(['checker'])
})

const approvedFor = (roles: OperatorRole[]) => on.approved(roles, { admin, checker })

/** The accounts as they are: who may do what, and by what they are set up. */
function allAccounts() {
  const columns = 'id, name, roles, disabled_at, password_hash, enrolment_fingerprint, enrolment_until'
  return on.database.reader.rows(`SELECT ${columns} FROM operator ORDER BY id`)
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
    expect(await refusalOf(createAccount(on.parts, payload, by(admin)))).toBe('second_person_required')
  })

  bypass(
    'an account is taken over alone',
    () => on.colleague([role]),
    async ({ operatorId }) => {
      expect(await refusalOf(renewEnrolment(on.parts, operatorId, by(admin)))).toBe('second_person_required')
    },
  )

  bypass(
    'the role is given alone',
    () => on.colleague(['auditor']),
    async ({ operatorId: id }) => {
      const asked = { id, roles: ['auditor', role] as const }
      expect(await refusalOf(changeRoles(on.parts, asked, by(admin)))).toBe('second_person_required')
    },
  )
})

bypass(
  'a maker is made an auditor, and then taken over',
  async () => {
    const person = await on.colleague(['maker'])
    const sql = "UPDATE operator SET enrolment_fingerprint = NULL, password_hash = 'chosen' WHERE id = ?"
    await on.database.inTransaction((tx) => tx.change(sql, [person.operatorId]))
    await changeRoles(on.parts, { id: person.operatorId, roles: ['auditor'] }, by(admin))
    return person
  },
  async ({ operatorId }) => {
    expect(await refusalOf(renewEnrolment(on.parts, operatorId, by(admin)))).toBe('second_person_required')
  },
)

bypass('roles are given to oneself', nothing, async () => {
  const wanted = { id: admin.operatorId, roles: ['admin', 'maker'] as const }
  expect(await refusalOf(changeRoles(on.parts, wanted, by(admin)))).toBe('own_account')
  expect(await refusalOf(on.desk.ask(admin, giving(admin, ['admin', 'maker'])))).toBe('own_account')
})

bypass(
  'who asked approves',
  () => on.desk.hire(['admin', 'checker']),
  async (both) => {
    const { id } = await on.desk.ask(both, opening(['maker']).asked)
    expect(await refusalOf(on.desk.approve(both, id))).toBe('same_operator')
  },
)

bypass(
  'who asked approves in another session',
  () => on.desk.hire(['admin', 'checker']),
  async (both) => {
    const session = { expiresAt: new Date('2026-11-23'), isLocked: false, csrf: '' }
    const { id } = await on.desk.ask({ ...both, desk: { ...session, sessionId: 'one' } }, opening(['maker']).asked)
    const other = { ...both, roles: ['checker' as const], desk: { ...session, sessionId: 'two' } }
    expect(await refusalOf(on.desk.approve(other, id))).toBe('same_operator')
  },
)

bypass(
  'the account itself approves its roles',
  () => on.colleague(['checker']),
  async (person) => {
    const { id } = await on.desk.ask(admin, giving(person, ['checker', 'maker']))
    expect(await refusalOf(on.desk.approve(person, id))).toBe('own_account')
  },
)

bypass(
  'a maker, a support or a risk operator approves',
  () => on.desk.hire(['maker', 'support', 'risk', 'auditor']),
  async (person) => {
    const { id } = await on.desk.ask(admin, opening(['maker']).asked)
    expect(await refusalOf(on.desk.approve(person, id))).toBe('role_required')
  },
)

bypass('an administrator approves what is not about accounts', nothing, async () => {
  const asked = { kind: 'review_take_down', payload: { benefitId: 'VIDEO-1' } } as const
  expect(await refusalOf(on.desk.ask(admin, asked))).toBe('role_required')
})

bypass(
  'a maker asks for an account',
  () => on.desk.hire(['maker', 'checker', 'support', 'risk']),
  async (maker) => {
    expect(await refusalOf(on.desk.ask(maker, opening(['maker']).asked))).toBe('role_required')
  },
)

bypass(
  'one whom the asker has just opened approves the next',
  async () => {
    const { id, login } = await approvedFor(['checker'])
    await on.draw(admin, id)
    const account = await accountByLogin(on.database.reader, login)
    return { ...checker, operatorId: account?.id ?? '' }
  },
  async (own) => {
    const { id } = await on.desk.ask(admin, opening(['maker']).asked)
    expect(await refusalOf(on.desk.approve(own, id))).toBe('approver_not_independent')
    on.surroundings.advance(24 * 3_600_000 - 1)
    expect(await refusalOf(on.desk.approve(own, id))).toBe('approver_not_independent')
  },
)

bypass(
  'who approved draws the code, or an administrator who did not ask',
  async () => ({ ...(await approvedFor(['maker'])), other: await on.desk.hire(['admin', 'checker']) }),
  async ({ id, other }) => {
    expect(await refusalOf(on.draw(checker, id))).toBe('role_required')
    expect(await refusalOf(on.draw(other, id))).toBe('request_of_another')
  },
)

bypass('a code is drawn without an approval', nothing, async () => {
  const { id } = await on.desk.ask(admin, opening(['maker']).asked)
  expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over')
  await on.desk.reject(checker, id)
  expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over')
})

bypass(
  'a code is drawn again',
  async () => {
    const approved = await approvedFor(['maker'])
    await on.draw(admin, approved.id)
    return approved
  },
  async ({ id }) => expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over'),
)

test('of two who draw a code at the same moment one gets it', async () => {
  const { id } = await approvedFor(['maker'])
  const both = await Promise.allSettled([on.draw(admin, id), on.draw(admin, id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'reveal_over' } })
})

bypass(
  'the code of an older renewal is drawn after a newer one was approved',
  async () => {
    const person = await on.colleague(['maker'])
    const older = await on.desk.ask(admin, renewing(person))
    await on.desk.approve(checker, older.id)
    const newer = await on.desk.ask(await on.desk.hire(['admin']), renewing(person))
    await on.desk.approve(checker, newer.id)
    return older
  },
  async ({ id }) => expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over'),
)

bypass(
  'a code is drawn a day after the approval',
  () => approvedFor(['maker']),
  async ({ id }) => {
    on.surroundings.advance(24 * 3_600_000 + 1)
    expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over')
  },
)

bypass(
  'the account was disabled between approval and drawing',
  async () => {
    const { id, login } = await approvedFor(['maker'])
    const account = await accountByLogin(on.database.reader, login)
    await disableAccount(on.parts, account?.id ?? '', by(checker))
    return id
  },
  async (id) => expect(await refusalOf(on.draw(admin, id))).toBe('reveal_over'),
)

bypass(
  'the account was disabled between asking and approving',
  async () => {
    const person = await on.colleague(['auditor'])
    const asked = [await on.desk.ask(admin, giving(person, ['maker'])), await on.desk.ask(admin, renewing(person))]
    await disableAccount(on.parts, person.operatorId, by(checker))
    return asked
  },
  async (asked) => {
    for (const { id } of asked)
      expect(await on.desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'not_found' })
  },
)

bypass(
  'the one who asked was disabled, or lost the role, meanwhile',
  async () => {
    const other = await on.desk.hire(['admin', 'auditor'])
    const asked = [
      await on.desk.ask(admin, opening(['maker']).asked),
      await on.desk.ask(other, opening(['maker']).asked),
    ]
    await disableAccount(on.parts, admin.operatorId, by(checker))
    await changeRoles(on.parts, { id: other.operatorId, roles: ['auditor'] }, by(checker))
    return asked
  },
  async (asked) => {
    for (const { id } of asked) expect(await refusalOf(on.desk.approve(checker, id))).toBe('maker_not_entitled')
  },
)

bypass(
  'the approver was disabled, or lost the role, since the session began',
  async () => {
    const other = await on.desk.hire(['checker', 'auditor'])
    await disableAccount(on.parts, checker.operatorId, by(admin))
    await changeRoles(on.parts, { id: other.operatorId, roles: ['auditor'] }, by(admin))
    return other
  },
  async (other) => {
    const { id } = await on.desk.ask(admin, opening(['maker']).asked)
    for (const operator of [checker, other])
      expect(await refusalOf(on.desk.approve(operator, id))).toBe('role_required')
  },
)

bypass(
  'the one who asked lost the role before drawing',
  async () => {
    const other = await on.desk.hire(['admin', 'auditor'])
    const { id } = await on.desk.ask(other, opening(['maker']).asked)
    await on.desk.approve(checker, id)
    await changeRoles(on.parts, { id: other.operatorId, roles: ['auditor'] }, by(admin))
    return { other, id }
  },
  async ({ other, id }) => expect(await refusalOf(on.draw(other, id))).toBe('role_required'),
)

bypass('an account for all programmes, or another one', nothing, async () => {
  for (const programmeId of ['*', 'another'])
    expect(await refusalOf(on.desk.ask(admin, opening(['maker'], programmeId).asked))).toBe('not_found')
})

bypass(
  'a checker of one programme approves an account for all',
  () => on.desk.hire(['admin'], '*'),
  async (wide) => {
    const { id } = await on.desk.ask(wide, opening(['maker'], '*').asked)
    expect(await refusalOf(on.desk.approve(checker, id))).toBe('role_required')
  },
)

bypass(
  'a request names somebody and means somebody else',
  () => on.colleague(['auditor']),
  async ({ operatorId }) => {
    const payload = { operatorId, name: '别人', roles: ['maker' as const] }
    expect(await refusalOf(on.desk.ask(admin, { kind: 'change_roles', payload }))).toBe('not_found')
  },
)

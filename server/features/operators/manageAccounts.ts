import { randomBytes } from 'node:crypto'
import type { OperatorAccount } from '../../../shared/contract/desk'
import type { OperatorRole } from '../../../shared/contract/roles'
import type { Database, Tx } from '../../db/database'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { findProgramme } from '../programmes'
import { operatorShown, operatorsShown, storeEnrolment, storeLogin, storeRoles } from './accounts.store'
import { endSessionsOf } from './deskSessions.store'
import type { ManageDeps } from './manageOperators'
import { auditManaging, type Manager } from './manager'
import { insertOperator, lockOperators, type Operator, storeDisabled } from './operators.store'
import { mayEnter } from './scope'
import { newToken } from './token'

/** Long enough for a colleague who is away. */
const enrolmentMs = 72 * 3_600_000

export interface Enrollable {
  operator: OperatorAccount
  /** Shown this once and kept nowhere. */
  enrolmentCode: string
  enrolmentUntil: string
}

/**
 * Makes an operator who signs in at the console; they set up their account with the code.
 * @throws Refused not_found for a programme that is not the manager's, name_taken
 */
export function createAccount(
  deps: ManageDeps,
  {
    name,
    login,
    roles,
    programmeId,
  }: { name: string; login: string; roles: readonly OperatorRole[]; programmeId: string },
  manager: Manager,
): Promise<Enrollable> {
  const { database, surroundings, vault } = deps
  return database.inTransaction(async (tx) => {
    if (manager.operator && !mayEnter(manager.operator, programmeId)) throw new Refused('not_found')
    if (programmeId !== '*' && !(await findProgramme(tx, programmeId))) throw new Refused('not_found')
    const id = surroundings.newId()
    const operator = {
      id,
      name,
      roles: [...new Set(roles)],
      programmeId,
      createdAt: surroundings.now(),
      disabledAt: null,
    }
    // Nobody is told the token: this account opens by password and one-time code alone.
    const { fingerprint } = newToken(vault, id)
    const enrolment = newEnrolment(deps)
    const isNew = await insertOperator(tx, { ...operator, fingerprint })
    if (!isNew || !(await storeLogin(tx, id, { login, ...enrolment }))) throw new Refused('name_taken')
    const changes = [{ field: 'operator.roles', before: null, after: operator.roles.join(',') }]
    await auditManaging(tx, deps, { operator, manager, action: 'operator.created', changes })
    return enrollable({ ...operator, login, isEnrolled: false }, enrolment)
  })
}

/**
 * Lets an operator set up their account anew; their sessions end.
 * @throws Refused not_found, own_account
 */
export function renewEnrolment(deps: ManageDeps, id: string, manager: Manager): Promise<Enrollable> {
  const { database, surroundings } = deps
  return database.inTransaction(async (tx) => {
    const operator = await managed(tx, id, manager)
    const enrolment = newEnrolment(deps)
    if (!(await storeEnrolment(tx, id, enrolment))) throw new Refused('not_found')
    await endSessionsOf(tx, id, surroundings.now())
    await auditManaging(tx, deps, { operator, manager, action: 'operator.enrolment', changes: [] })
    return enrollable(await shownOf(tx, id), enrolment)
  })
}

/**
 * Gives and takes roles. Whoever is approving or asking at this moment holds the lock first, or finds the new roles.
 * @throws Refused not_found, own_account
 */
export function changeRoles(
  deps: ManageDeps,
  { id, roles }: { id: string; roles: readonly OperatorRole[] },
  manager: Manager,
): Promise<OperatorAccount> {
  return deps.database.inTransaction(async (tx) => {
    const operator = await managed(tx, id, manager)
    const wanted = [...new Set(roles)]
    await storeRoles(tx, id, wanted)
    const changes = [{ field: 'operator.roles', before: operator.roles.join(','), after: wanted.join(',') }]
    await auditManaging(tx, deps, { operator, manager, action: 'operator.roles', changes })
    return accountShown(await shownOf(tx, id))
  })
}

/**
 * Closes an account for good.
 * @throws Refused not_found, own_account
 */
export function disableAccount(deps: ManageDeps, id: string, manager: Manager): Promise<OperatorAccount> {
  return deps.database.inTransaction(async (tx) => {
    const operator = await managed(tx, id, manager)
    const now = deps.surroundings.now()
    if (!(await storeDisabled(tx, id, now))) throw new Refused('not_found')
    await endSessionsOf(tx, id, now)
    const changes = [{ field: 'operator.roles', before: operator.roles.join(','), after: null }]
    await auditManaging(tx, deps, { operator, manager, action: 'operator.disabled', changes })
    return accountShown(await shownOf(tx, id))
  })
}

/** Everybody at the desk that an operator may see. */
export async function listAccounts({ reader }: Database, { programmeId }: OperatorSession): Promise<OperatorAccount[]> {
  const operators = await operatorsShown(reader, programmeId === '*' ? null : programmeId)
  return operators.map(accountShown)
}

/** The operator that is managed, locked; nobody manages themselves, nor somebody of another programme. */
async function managed(tx: Tx, id: string, { operator: by }: Manager): Promise<Operator> {
  if (by?.operatorId === id) throw new Refused('own_account')
  const operator = (await lockOperators(tx, [id])).get(id)
  if (!operator || (by && !mayEnter(by, operator.programmeId))) throw new Refused('not_found')
  return operator
}

function newEnrolment({ vault, surroundings }: ManageDeps) {
  const code = randomBytes(15).toString('base64url')
  const until = new Date(surroundings.now().getTime() + enrolmentMs)
  return { code, fingerprint: vault.fingerprint('desk', code), until }
}

type Shown = Awaited<ReturnType<typeof operatorsShown>>[number]

async function shownOf(tx: Tx, id: string): Promise<Shown> {
  const operator = await operatorShown(tx, id)
  if (!operator) throw new Refused('not_found')
  return operator
}

function accountShown({ createdAt, disabledAt, ...rest }: Shown): OperatorAccount {
  return { ...rest, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null }
}

function enrollable(operator: Shown, { code, until }: { code: string; until: Date }): Enrollable {
  return { operator: accountShown(operator), enrolmentCode: code, enrolmentUntil: until.toISOString() }
}

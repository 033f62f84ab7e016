import { randomBytes } from 'node:crypto'
import type { OperatorAccount } from '../../../shared/contract/desk'
import type { Change } from '../../../shared/contract/requests'
import { needsSecondPerson, type OperatorRole } from '../../../shared/contract/roles'
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

export interface AccountAsked {
  name: string
  login: string
  roles: readonly OperatorRole[]
  programmeId: string
}

/**
 * Makes an operator who signs in at the console; they set up their account with the code.
 * @throws Refused second_person_required, not_found for a programme that is not the manager's, name_taken
 */
export async function createAccount(deps: ManageDeps, asked: AccountAsked, manager: Manager): Promise<Enrollable> {
  refuseAlone(manager, asked.roles)
  return deps.database.inTransaction(async (tx) => {
    const enrolment = newEnrolment(deps)
    const operator = await openAccount(tx, deps, { asked, enrolment, manager })
    return enrollable({ ...operator, login: asked.login, isEnrolled: false }, enrolment)
  })
}

/**
 * Lets an operator set up their account anew; their sessions end. Alone only for an auditor who has not come in yet.
 * @throws Refused not_found, own_account, second_person_required
 */
export function renewEnrolment(deps: ManageDeps, id: string, manager: Manager): Promise<Enrollable> {
  return deps.database.inTransaction(async (tx) => {
    const operator = await lockManaged(tx, id, manager)
    const { isEnrolled } = await shownOf(tx, id)
    // Or somebody could be made an auditor first, and be had with the roles that another gives back.
    if (manager.operator && isEnrolled) throw new Refused('second_person_required')
    refuseAlone(manager, operator.roles)
    const enrolment = newEnrolment(deps)
    await closeEnrolled(tx, deps, { operator, enrolment, manager })
    return enrollable(await shownOf(tx, id), enrolment)
  })
}

/**
 * Takes roles away; for one that is given, another person approves. Whoever is approving or asking at this moment holds the
 * lock first, or finds the new roles.
 * @throws Refused not_found, own_account, second_person_required
 */
export function changeRoles(
  deps: ManageDeps,
  { id, roles }: { id: string; roles: readonly OperatorRole[] },
  manager: Manager,
): Promise<OperatorAccount> {
  return deps.database.inTransaction(async (tx) => {
    const operator = await lockManaged(tx, id, manager)
    refuseAlone(
      manager,
      roles.filter((role) => !operator.roles.includes(role)),
    )
    await putRoles(tx, deps, { operator, roles, manager })
    return accountShown(await shownOf(tx, id))
  })
}

/**
 * Closes an account for good.
 * @throws Refused not_found, own_account
 */
export function disableAccount(deps: ManageDeps, id: string, manager: Manager): Promise<OperatorAccount> {
  return deps.database.inTransaction(async (tx) => {
    const operator = await lockManaged(tx, id, manager)
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

/** What an account is set up by; without `until` by nothing yet. */
export interface Enrolment {
  fingerprint: string
  until: Date | null
}

type Parts = Pick<ManageDeps, 'surroundings' | 'vault'>

/** @throws Refused not_found for a programme that is not the manager's, name_taken */
export async function openAccount(
  tx: Tx,
  deps: Parts,
  { asked, enrolment, manager }: { asked: AccountAsked; enrolment: Enrolment; manager: Manager },
): Promise<Operator> {
  const { name, login, roles, programmeId } = asked
  if (manager.operator && !mayEnter(manager.operator, programmeId)) throw new Refused('not_found')
  if (programmeId !== '*' && !(await findProgramme(tx, programmeId))) throw new Refused('not_found')
  const id = deps.surroundings.newId()
  const createdAt = deps.surroundings.now()
  const operator = { id, name, roles: [...new Set(roles)], programmeId, createdAt, disabledAt: null }
  // Nobody is told the token: this account opens by password and one-time code alone.
  const { fingerprint } = newToken(deps.vault, id)
  const isNew = await insertOperator(tx, { ...operator, fingerprint })
  if (!isNew || !(await storeLogin(tx, id, { login, ...enrolment }))) throw new Refused('name_taken')
  const changes = [{ field: 'operator.roles', before: null, after: operator.roles.join(',') }]
  await auditManaging(tx, deps, { operator, manager, action: 'operator.created', changes })
  return operator
}

interface Managed {
  operator: Operator
  manager: Manager
}

/** What the owner came in by opens nothing any more. @throws Refused not_found */
export async function closeEnrolled(
  tx: Tx,
  deps: Parts,
  { operator, enrolment, manager }: Managed & { enrolment: Enrolment },
): Promise<void> {
  if (!(await storeEnrolment(tx, operator.id, enrolment))) throw new Refused('not_found')
  await endSessionsOf(tx, operator.id, deps.surroundings.now())
  await auditManaging(tx, deps, { operator, manager, action: 'operator.enrolment', changes: [] })
}

export async function putRoles(
  tx: Tx,
  deps: Parts,
  { operator, roles, manager }: Managed & { roles: readonly OperatorRole[] },
): Promise<Change[]> {
  const wanted = [...new Set(roles)]
  await storeRoles(tx, operator.id, wanted)
  const changes = [{ field: 'operator.roles', before: operator.roles.join(','), after: wanted.join(',') }]
  await auditManaging(tx, deps, { operator, manager, action: 'operator.roles', changes })
  return changes
}

/**
 * The operator that is managed, locked; nobody manages themselves, nor somebody of another programme.
 * @throws Refused own_account, not_found
 */
export async function lockManaged(tx: Tx, id: string, { operator: by }: Manager): Promise<Operator> {
  if (by?.operatorId === id) throw new Refused('own_account')
  const operator = (await lockOperators(tx, [id])).get(id)
  if (!operator || operator.disabledAt || (by && !mayEnter(by, operator.programmeId))) throw new Refused('not_found')
  return operator
}

/** What moves value or decides on it is given by two persons; the command line is for the first of them, and when none is left. */
function refuseAlone({ operator: by }: Manager, roles: readonly OperatorRole[]): void {
  if (by && needsSecondPerson(roles)) throw new Refused('second_person_required')
}

export function newEnrolment({ vault, surroundings }: Parts) {
  const code = randomBytes(15).toString('base64url')
  const until = new Date(surroundings.now().getTime() + enrolmentMs)
  return { code, fingerprint: vault.fingerprint('desk', code), until }
}

type Shown = Awaited<ReturnType<typeof operatorsShown>>[number]

export async function shownOf(tx: Tx, id: string): Promise<Shown> {
  const operator = await operatorShown(tx, id)
  if (!operator) throw new Refused('not_found')
  return operator
}

function accountShown({ createdAt, disabledAt, ...rest }: Shown): OperatorAccount {
  return { ...rest, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null }
}

export function enrollable(operator: Shown, { code, until }: { code: string; until: Date }): Enrollable {
  return { operator: accountShown(operator), enrolmentCode: code, enrolmentUntil: until.toISOString() }
}

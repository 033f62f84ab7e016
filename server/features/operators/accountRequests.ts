import type { Change, PayloadOf } from '../../../shared/contract/requests'
import type { Reader, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { wasManagedBy } from './audit.store'
import type { Executed, Execution, RequestCourse } from './execution'
import { closeEnrolled, type Enrolment, lockManaged, openAccount, putRoles } from './manageAccounts'
import type { Manager } from './manager'
import { findOperatorById, type Operator } from './operators.store'
import { findRequest } from './requests.store'
import { mayEnter } from './scope'

type Kind = 'open_account' | 'change_roles' | 'renew_enrolment'

/** Opens an account that nobody can come in by before its code is drawn. */
export async function askedOpening(tx: Tx, execution: Execution<PayloadOf<'open_account'>>): Promise<Executed> {
  const { payload: asked, requestId } = execution
  const manager = await askerOf(tx, execution)
  const { roles, programmeId } = await openAccount(tx, execution, { asked, enrolment: awaiting(requestId), manager })
  return told([
    { field: 'operator.name', before: null, after: asked.name },
    { field: 'operator.login', before: null, after: asked.login },
    { field: 'operator.roles', before: null, after: roles.join(',') },
    { field: 'operator.programme', before: null, after: programmeId },
  ])
}

export async function askedRoles(tx: Tx, execution: Execution<PayloadOf<'change_roles'>>): Promise<Executed> {
  const { operator, manager } = await meant(tx, execution)
  return told(await putRoles(tx, execution, { operator, roles: execution.payload.roles, manager }))
}

/** What its owner came in by opens nothing from now on, and nothing else does before the code is drawn. */
export async function askedRenewal(tx: Tx, execution: Execution<PayloadOf<'renew_enrolment'>>): Promise<Executed> {
  const { operator, manager } = await meant(tx, execution)
  await closeEnrolled(tx, execution, { operator, enrolment: awaiting(execution.requestId), manager })
  return told([{ field: 'operator.enrolment', before: operator.roles.join(','), after: 'renewed' }])
}

const independentMs = 24 * 3_600_000

/** Who decides is neither the account itself nor somebody whom the one who asks has just made. */
export const accountCourse: RequestCourse<Kind> = {
  async refuseDecider(tx, { payload, madeBy, surroundings }, operatorId) {
    if ('operatorId' in payload && payload.operatorId === operatorId) throw new Refused('own_account')
    const decider = await findOperatorById(tx, operatorId)
    const programmeId = await programmeOf(tx, payload)
    if (!decider || (programmeId !== null && !mayEnter(decider, programmeId))) throw new Refused('role_required')
    const since = new Date(surroundings.now().getTime() - independentMs)
    const managed = { subject: operatorId, programmeId: decider.programmeId, by: madeBy, since }
    if (await wasManagedBy(tx, managed)) throw new Refused('approver_not_independent')
  },
}

/**
 * Stands where the fingerprint of a code will be, and is the fingerprint of none. So the database has no code that somebody
 * could take before it is drawn, and each request lets one be drawn.
 */
export function awaiting(requestId: string): Enrolment {
  return { fingerprint: `request ${requestId}`, until: null }
}

/** The operator that a request means, by number and by the name that people read: nobody approves a name and changes another. */
async function meant(
  tx: Tx,
  execution: Execution<PayloadOf<'change_roles' | 'renew_enrolment'>>,
): Promise<{ operator: Operator; manager: Manager }> {
  const manager = await askerOf(tx, execution)
  const operator = await lockManaged(tx, execution.payload.operatorId, manager)
  if (operator.name !== execution.payload.name) throw new Refused('not_found')
  return { operator, manager }
}

/** An account is managed by who asked for it; who approved it is in the row of the request. */
async function askerOf(tx: Tx, { madeBy, requestId }: Execution<unknown>): Promise<Manager> {
  const asker = await findOperatorById(tx, madeBy)
  if (!asker) throw new Refused('not_found')
  const reason = (await findRequest(tx, requestId))?.reason ?? null
  const operator = { operatorId: asker.id, programmeId: asker.programmeId }
  return { operator, reason, requestId: null, address: null }
}

async function programmeOf(reader: Reader, payload: PayloadOf<Kind>): Promise<string | null> {
  if ('programmeId' in payload) return payload.programmeId
  return (await findOperatorById(reader, payload.operatorId))?.programmeId ?? null
}

function told(changes: Change[]): Executed {
  return { transactionIds: [], changes }
}

import { Refused } from '../../http/refused'
import { awaiting } from './accountRequests'
import { fillEnrolment } from './accounts.store'
import { lockActing } from './acting'
import { type Enrollable, enrollable, newEnrolment, shownOf } from './manageAccounts'
import type { ManageDeps } from './manageOperators'
import { auditManaging, type Manager } from './manager'
import { findRequest } from './requests.store'
import { mayEnter } from './scope'

/** How long after the approval a code can be drawn. */
const drawMs = 24 * 3_600_000

/**
 * Makes the code of an account that two persons opened or renewed, and shows it to who asked, once: an answer that is lost on
 * its way has been shown.
 * @throws Refused not_found, role_required, request_of_another, reveal_over
 */
export function drawEnrolment(
  deps: ManageDeps,
  id: string,
  manager: Manager & { operator: NonNullable<Manager['operator']> },
): Promise<Enrollable> {
  const { database, surroundings } = deps
  const { operatorId } = manager.operator
  return database.inTransaction(async (tx) => {
    const request = await findRequest(tx, id)
    if (!request || !mayEnter(manager.operator, request.programmeId) || !hasCode.has(request.kind))
      throw new Refused('not_found')
    await lockActing(tx, operatorId, ['admin'])
    if (request.madeBy !== operatorId) throw new Refused('request_of_another')
    const { state, decidedAt, reason } = request
    const isOpen =
      state === 'approved' && decidedAt !== null && surroundings.now().getTime() - decidedAt.getTime() <= drawMs
    const enrolment = newEnrolment(deps)
    const accountId = isOpen ? await fillEnrolment(tx, awaiting(id).fingerprint, enrolment) : null
    if (accountId === null) throw new Refused('reveal_over')
    const operator = await shownOf(tx, accountId)
    const why = { ...manager, reason }
    await auditManaging(tx, deps, { operator, manager: why, action: 'operator.code_drawn', changes: [] })
    return enrollable(operator, enrolment)
  })
}

const hasCode: ReadonlySet<string> = new Set(['open_account', 'renew_enrolment'])

import type { RequestKind } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'

const accounts: ReadonlySet<RequestKind> = new Set(['open_account', 'change_roles', 'renew_enrolment'])

/** Who is shown the decision; the server asks again. */
export function mayApprove(kind: RequestKind, roles: readonly OperatorRole[]): boolean {
  return roles.includes('checker') || (roles.includes('admin') && accounts.has(kind))
}

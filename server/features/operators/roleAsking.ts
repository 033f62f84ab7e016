import type { RequestKind } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'

const asking: { readonly [Kind in RequestKind]?: OperatorRole } = {
  reveal_code: 'support',
  redeliver_code: 'support',
  publish_risk_rules: 'risk',
  open_account: 'admin',
  change_roles: 'admin',
  renew_enrolment: 'admin',
}

const approving: { readonly [Kind in RequestKind]?: readonly OperatorRole[] } = {
  open_account: ['checker', 'admin'],
  change_roles: ['checker', 'admin'],
  renew_enrolment: ['checker', 'admin'],
}

/** Who asks for what: codes are looked at and replaced for somebody on the phone, risk rules are risk's, accounts are admins', all else is made by makers. */
export function roleAsking(kind: RequestKind): OperatorRole {
  return asking[kind] ?? 'maker'
}

/** Who decides on what: a checker; on accounts another administrator as well. */
export function rolesApproving(kind: RequestKind): readonly OperatorRole[] {
  return approving[kind] ?? ['checker']
}

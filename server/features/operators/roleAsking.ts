import type { RequestKind } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'

const asking: { readonly [Kind in RequestKind]?: OperatorRole } = {
  reveal_code: 'support',
  redeliver_code: 'support',
  publish_risk_rules: 'risk',
}

/** Who asks for what: codes are looked at and replaced for somebody on the phone, risk rules are risk's, all else is made by makers. */
export function roleAsking(kind: RequestKind): OperatorRole {
  return asking[kind] ?? 'maker'
}

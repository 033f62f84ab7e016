import type { RequestKind } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'

/** Who asks for what: codes are looked at for somebody on the phone, everything else is made by makers. */
export function roleAsking(kind: RequestKind): OperatorRole {
  return kind === 'reveal_code' ? 'support' : 'maker'
}

import type { Api } from '../../../shared/contract/api'
import type { AuditAction } from '../../../shared/contract/audit'
import { accountKinds } from '../../../shared/contract/desk'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { firstIdAt } from '../../../shared/values/ids'
import type { Reader } from '../../db/database'
import type { OperatorSession } from '../../http/operators'
import { accountAudit } from './audit.store'
import { openRequestsOf } from './requests.store'

type Shown = ReplyOf<Api['desk']['account']>

const shownForMs = 90 * 24 * 3_600_000
const mostEvents = 50

/** What somebody should hear of their own account, unless they did it themselves. Coming in and leaving are not among it. */
const told: readonly AuditAction[] = [
  'operator.created',
  'operator.enrolment',
  'operator.code_drawn',
  'operator.password_chosen',
  'operator.password_changed',
  'operator.enrolled',
  'operator.roles',
  'operator.renewed',
  'session.locked',
]

/** What others ask for about an operator's own account, and what was done with it. */
export async function showAccount(
  reader: Reader,
  { operatorId, programmeId }: OperatorSession,
  now: Date,
): Promise<Shown> {
  const since = firstIdAt(new Date(now.getTime() - shownForMs))
  const requests = await openRequestsOf(reader, { kinds: accountKinds, since })
  const rows = await accountAudit(reader, { operatorId, programmeId, actions: told, since, limit: mostEvents })
  return {
    open: requests.flatMap(({ id, kind, payload, reason, makerName, madeAt }) => {
      if (!isAboutAccount(kind) || !('operatorId' in payload) || payload.operatorId !== operatorId) return []
      const roles = 'roles' in payload ? payload.roles : null
      return [{ requestId: id, kind, roles, reason, madeBy: makerName, madeAt: madeAt.toISOString() }]
    }),
    events: rows.map(({ id, at, action, operatorId: by, operatorName, reason, changes, address }) => ({
      id,
      at: at.toISOString(),
      action,
      by: operatorName,
      isOwn: by === operatorId,
      reason,
      changes,
      address,
    })),
  }
}

function isAboutAccount(kind: string): kind is (typeof accountKinds)[number] {
  return accountKinds.some((one) => one === kind)
}

import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { askStepUp } from './askStepUp'
import { changeLock, shownLock } from './changeLock'
import { checkStepUp } from './checkStepUp'
import type { RiskDeps } from './dependencies'
import { lockOfOne } from './locks.store'

export function securityRoutes(deps: RiskDeps): HandlersOf<Api['security']> {
  const { reader } = deps.database
  return {
    lock: async ({ session }) => shownLock(reader, session, await lockOfOne(reader, session.cardholderId)),
    changeLock: (request) => changeLock(deps, request),
    askStepUp: (request) => askStepUp(deps, request),
    checkStepUp: (request) => checkStepUp(deps, request),
  }
}

import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { askBiometric } from './askBiometric'
import { askStepUp } from './askStepUp'
import { changeLock, shownLock } from './changeLock'
import { checkBiometric } from './checkBiometric'
import { checkStepUp } from './checkStepUp'
import type { RiskDeps } from './dependencies'
import { lockOfOne } from './locks.store'
import { distrustDevice, trustDevice } from './trustDevice'

export function securityRoutes(deps: RiskDeps): HandlersOf<Api['security']> {
  const { reader } = deps.database
  return {
    lock: async ({ session }) => shownLock(reader, session, await lockOfOne(reader, session.cardholderId)),
    changeLock: (request) => changeLock(deps, request),
    askStepUp: (request) => askStepUp(deps, request),
    checkStepUp: (request) => checkStepUp(deps, request),
    askBiometric: (request) => askBiometric(deps, request),
    checkBiometric: (request) => checkBiometric(deps, request),
    trustDevice: (request) => trustDevice(deps, request),
    distrustDevice: (request) => distrustDevice(deps, request),
  }
}

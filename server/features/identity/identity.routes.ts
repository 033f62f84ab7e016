import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import type { IdentityDeps } from './dependencies'
import { chooseValidity, listDevices, logOut, logOutEverywhere } from './devices'
import { logIn } from './logIn'
import { showMe } from './me'
import { verifyPhone } from './verifyPhone'

export function identityRoutes(deps: IdentityDeps): HandlersOf<Api['identity']> {
  return {
    logIn: (request) => logIn(deps, request),
    me: ({ session }) => showMe(deps, session),
    verifyPhone: (request) => verifyPhone(deps, request),
    devices: ({ session }) => listDevices(deps, session),
    chooseValidity: ({ session, body }) => chooseValidity(deps, { session, validity: body.validity }),
    logOut: ({ session, params }) => logOut(deps, { session, sessionId: params.sessionId }),
    logOutEverywhere: ({ session }) => logOutEverywhere(deps, session),
  }
}

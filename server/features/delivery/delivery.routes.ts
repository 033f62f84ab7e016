import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { DeliveryDeps } from './dependencies'
import { takeNotice } from './takeNotice'

export function suppliersRoutes(deps: DeliveryDeps): HandlersOf<Api['suppliers']> {
  return {
    async callback({ params, headers, body }) {
      const port = deps.suppliers.get(params.supplier)
      // Which suppliers there are is nobody's business.
      if (!port) throw new Refused('signature_invalid')
      await takeNotice(deps, params.supplier, port.readCallback({ headers, rawBody: body }))
      return port.callbackTaken
    },
  }
}

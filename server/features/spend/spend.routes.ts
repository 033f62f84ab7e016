import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import type { Posting } from './posting'
import { eventTaker } from './takeEvents'

export function spendRoutes(deps: {
  database: Database
  posting: Posting
  surroundings: Surroundings
}): HandlersOf<Api['spend']> {
  const take = eventTaker(deps)
  return { takeEvents: ({ body }) => take(body.events) }
}

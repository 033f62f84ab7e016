import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { storeTastes, tastesOf } from './tastes.store'

export interface TastesDeps {
  database: Database
  surroundings: Surroundings
}

export function tastesRoutes({ database, surroundings }: TastesDeps): HandlersOf<Api['tastes']> {
  return {
    show: ({ session }) => tastesOf(database.reader, session.cardholderId),
    async choose({ session, body }) {
      const tastes = { chosen: [...new Set(body.chosen)], personal: body.personal }
      await database.inTransaction((tx) => storeTastes(tx, session, { ...tastes, now: surroundings.now() }))
      return tastes
    },
  }
}

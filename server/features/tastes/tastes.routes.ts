import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { isMinor } from '../identity'
import { storeTastes, tastesOf } from './tastes.store'

export interface TastesDeps {
  database: Database
  surroundings: Surroundings
}

export function tastesRoutes({ database, surroundings }: TastesDeps): HandlersOf<Api['tastes']> {
  return {
    show: ({ session }) => tastesOf(database.reader, session.cardholderId),
    async choose({ session, body }) {
      if (await isMinor(database.reader, session.cardholderId)) throw new Refused('minor_not_offered')
      const tastes = { chosen: [...new Set(body.chosen)], personal: body.personal }
      await database.inTransaction((tx) => storeTastes(tx, session, { ...tastes, now: surroundings.now() }))
      return tastes
    },
  }
}

import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import { showHome } from './showHome'

export interface HomeDeps {
  database: Database
  bank: BankPort
  surroundings: Surroundings
  /** The programme that a visitor without a session sees. */
  defaultProgrammeId: string
}

export function homeRoutes({ database, bank, surroundings, defaultProgrammeId }: HomeDeps): HandlersOf<Api['home']> {
  return {
    home: ({ session }) => {
      const programmeId = session?.programmeId ?? defaultProgrammeId
      return showHome(database.reader, session, { programmeId, now: surroundings.now() })
    },
    jumps: async ({ session }) => ({ targets: await bank.jumpTargets(session?.programmeId ?? defaultProgrammeId) }),
  }
}

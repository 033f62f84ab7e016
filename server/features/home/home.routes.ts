import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import type { Shelves } from '../catalogue'
import { homes } from './showHome'
import type { SignList } from './signList'

export interface HomeDeps {
  database: Database
  bank: BankPort
  surroundings: Surroundings
  shelves: Shelves
  /** Null where nothing is signed. */
  signList: SignList | null
  /** The programme that a visitor without a session sees. */
  defaultProgrammeId: string
}

export function homeRoutes({ database, defaultProgrammeId, ...deps }: HomeDeps): HandlersOf<Api['home']> {
  const { bank, surroundings, shelves, signList } = deps
  const showHome = homes({ reader: database.reader, shelves, surroundings })
  return {
    home: ({ session }) => showHome(session, session?.programmeId ?? defaultProgrammeId),
    async jumps({ session }) {
      const programmeId = session?.programmeId ?? defaultProgrammeId
      const targets = await bank.jumpTargets(programmeId)
      return { targets, signed: signList?.({ programmeId, targets }) ?? null }
    },
  }
}

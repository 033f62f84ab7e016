import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { agree, privacyTextInForce, withdraw } from '../identity'
import { findProgramme } from '../programmes'
import { deleteAccount, previewDeletion } from './deleteAccount'
import type { PrivacyDeps } from './dependencies'
import { exportOwn } from './exportOwn'

export function privacyRoutes(deps: PrivacyDeps): HandlersOf<Api['privacy']> {
  return {
    text: async () => privacyTextInForce,
    official: async ({ session }) => officialOf(deps, session?.programmeId ?? deps.defaultProgrammeId),
    agree: ({ session, body }) => agree(deps, { session, version: body.version }),
    withdraw: ({ session }) => withdraw(deps, session),
    export: (request) => exportOwn(deps, request),
    deletionPreview: ({ session }) => previewDeletion(deps, session),
    deleteAccount: ({ session, body }) => deleteAccount(deps, { session, word: body.word }),
  }
}

async function officialOf({ database, appId }: PrivacyDeps, programmeId: string) {
  const programme = await findProgramme(database.reader, programmeId)
  if (!programme) throw new Refused('not_found')
  return { programmeId, name: programme.name, bank: programme.bank, appId }
}

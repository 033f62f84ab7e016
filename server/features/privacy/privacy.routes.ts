import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import { liveCatalogue } from '../catalogue'
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

async function officialOf({ database: { reader }, appId, serverVersion }: PrivacyDeps, programmeId: string) {
  const programme = await findProgramme(reader, programmeId)
  if (!programme) throw new Refused('not_found')
  const live = await liveCatalogue(reader, programmeId)
  const catalogue = live && { version: live.version, since: live.loadedAt.toISOString() }
  return { programmeId, name: programme.name, bank: programme.bank, appId, catalogue, serverVersion }
}

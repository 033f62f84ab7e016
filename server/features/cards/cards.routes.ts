import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { bindCard } from './bindCard'
import { cardsOf } from './cards.store'
import type { CardsDeps } from './dependencies'
import { makeDefault } from './makeDefault'
import { previewUnbinding, unbindCard } from './unbindCard'
import { verifyCard } from './verifyCard'

export function cardsRoutes(deps: CardsDeps): HandlersOf<Api['cards']> {
  return {
    verify: (request) => verifyCard(deps, request),
    bind: (request) => bindCard(deps, request),
    list: async ({ session }) => ({ cards: await cardsOf(deps.database.reader, session.cardholderId) }),
    makeDefault: ({ session, params }) => makeDefault(deps, { session, cardId: params.cardId }),
    unbindPreview: ({ session, params }) => previewUnbinding(deps, { session, cardId: params.cardId }),
    unbind: ({ session, params }) => unbindCard(deps, { session, cardId: params.cardId }),
  }
}

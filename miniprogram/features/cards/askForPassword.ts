import type { cardsContract } from '../../../shared/contract/cards'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../session/server'
import type { CardForm } from './cardForm'

/** The bank has sent a one-time password for this card. */
export type Challenge = ReplyOf<(typeof cardsContract)['verify']>
export type BoundReply = ReplyOf<(typeof cardsContract)['bind']>

/** @throws Refusal, Unanswered */
export function askForPassword({ name, last4, phone }: CardForm): Promise<Challenge> {
  return server.cards.verify({ body: { name: name.trim(), last4, phone } })
}

import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { Kept } from '../../answers/answer'
import type { KeptSession } from '../../session/sessionKeeper'
import { Refusal } from '../../wechat/refusal'
import type { Storage } from '../../wechat/storage'
import type { Home } from '../home/loadHome'
import type { Quote } from './whyNot'

export interface QuoteTools {
  server: Pick<Client<Api>, 'identity' | 'redemption'>
  session: Pick<KeptSession, 'signedOut'>
  storage: Pick<Storage, 'read'>
}

/**
 * What the benefit would cost this person. Only cardholders have points, so nobody else's question is sent. The first
 * screen has told who is a cardholder; whom it did not is looked up, since a card may have been bound since.
 * @throws Refusal that names what is missing: the login, the phone number or the card
 */
export async function askQuote({ server, session, storage }: QuoteTools, benefitId: string): Promise<Quote> {
  if (session.signedOut()) throw new Refusal('session_missing')
  if (storage.read<Kept<Home>>('kept:home')?.data.level !== 'cardholder') {
    const { level } = await server.identity.me()
    if (level !== 'cardholder') throw new Refusal(level === 'visitor' ? 'phone_required' : 'card_required')
  }
  return server.redemption.quote({ params: { benefitId } })
}

import { bindCard } from '../../server/features/cards/bindCard'
import { verifyCard } from '../../server/features/cards/verifyCard'
import type { Session } from '../../server/http/sessions'
import { newKey, type People } from './people'
import { rightOtp } from './scriptedBank'

/** Binds a card of the scripted bank, and gives the session as it is afterwards. */
export async function bindScripted(people: People, session: Session, last4: string): Promise<Session> {
  const body = { name: 'CARDHOLDER OF A TEST', last4, phone: `139${last4}0000` }
  const { challengeId } = await verifyCard(people, { session, body, address: session.sessionId })
  const key = newKey(session, 'cards.bind')
  await bindCard(people, { session, body: { challengeId, otp: rightOtp }, key, address: session.sessionId })
  return { ...session, level: 'cardholder' }
}

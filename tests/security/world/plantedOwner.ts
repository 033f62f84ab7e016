import { bindCard } from '../../../server/features/cards/bindCard'
import { verifyCard } from '../../../server/features/cards/verifyCard'
import { logIn } from '../../../server/features/identity/logIn'
import { verifyPhone } from '../../../server/features/identity/verifyPhone'
import { inputHash } from '../../../server/http/idempotency'
import type { Session } from '../../../server/http/sessions'
import type { Level } from '../../../shared/contract/identity'
import { bankEvent } from '../../support/bankEvents'
import { agreed, type People, sessionOf } from '../../support/people'
import { rightOtp } from '../../support/scriptedBank'

/** Somebody who is known to one programme, and what a request of theirs carries. */
export interface Planted {
  token: string
  session: Session
}

/** Everything of a cardholder that has an id or that nobody else may read. */
export interface Owner extends Planted {
  programmeId: string
  /** By what they name; each is of this cardholder alone. */
  ids: Record<OwnedId, string>
  /** Told to nobody but the owner, not even to operators. */
  secrets: string[]
  /** Told to the owner and to operators of their programme. */
  words: string[]
}

export type OwnedId =
  | 'cardholderId'
  | 'sessionId'
  | 'cardId'
  | 'redemptionId'
  | 'topupId'
  | 'orderNo'
  | 'transactionId'
  | 'evaluationId'
  | 'stepUpId'
  | 'key'
  | 'upTo'
  | 'lotId'
  | 'spendId'

interface NewPerson {
  name: string
  level: Level
  programmeId: string
  last4: string
  address: string
}

/** Puts somebody of this level into a programme, over the use cases that requests go through. */
export async function plantPerson(
  people: People,
  { name, level, programmeId, last4, address }: NewPerson,
): Promise<Planted> {
  const body = {
    code: `openid:openid-of-${name}`,
    programmeId,
    validity: 'quarter' as const,
    device: `device-of-${name}`,
    consent: agreed,
  }
  const { token } = await logIn(people, { body, address })
  const phone = `199${last4}${last4}`
  if (level !== 'visitor') {
    const session = await sessionOf(people, token)
    await verifyPhone(people, { session, body: { code: `phone:${phone}` }, address })
  }
  if (level === 'cardholder')
    await bind(people, { session: await sessionOf(people, token), last4, name, phone, address })
  return { token, session: await sessionOf(people, token) }
}

async function bind(
  people: People,
  {
    session,
    last4,
    name,
    phone,
    address,
  }: { session: Session } & Omit<NewPerson & { phone: string }, 'level' | 'programmeId'>,
) {
  const asked = { name: `NAME OF ${name}`, last4, phone }
  const { challengeId } = await verifyCard(people, { session, body: asked, address })
  const body = { challengeId, otp: rightOtp }
  const claimed = { endpointId: 'cards.bind', inputHash: inputHash('cards.bind', body) }
  const key = { ownerId: session.cardholderId, key: `bind-${session.cardholderId}`, ...claimed }
  await bindCard(people, { session, body, key, address })
}

/** Purchases that lead to the third tier, each at a merchant whose name stands nowhere else. */
export function purchasesOf(cardToken: string, { name, programmeId }: { name: string; programmeId: string }) {
  return ['2026-09-03', '2026-09-20', '2026-10-05', '2026-10-21', '2026-11-01', '2026-11-20'].map((day) =>
    bankEvent(`tx_${name}_${day}`, day, {
      yuan: 90_000,
      programme_id: programmeId,
      card_token: cardToken,
      merchant: `merchant-of-${name}`,
    }),
  )
}

import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { Redemption } from '../../../shared/contract/redemption'
import type { RefusalCode } from '../../../shared/contract/refusals'
import type { Outcome } from '../../answers/outcome'
import { Refusal, Unanswered } from '../../wechat/refusal'
import type { Storage } from '../../wechat/storage'

/** What somebody agreed to. */
export interface Wish {
  benefitId: string
  points: number
  /** An entitlement: the month whose choice it uses. */
  month?: string
}

/** What was agreed to, and the key under which it was or will be sent. */
export interface Attempt extends Wish {
  key: string
  /** When it was last sent. */
  sentAt: string
}

export interface RedeemTools {
  redemption: Pick<Client<Api>['redemption'], 'confirm' | 'byKey'>
  entitlements: Pick<Client<Api>['entitlements'], 'choose'>
  storage: Storage
  newKey: () => string
  now: () => Date
  wait: (ms: number) => Promise<void>
}

/** Refusals that the same key may overcome: nothing was decided about the attempt. */
export const undecided = new Set<RefusalCode>([
  'busy_try_later',
  'too_many_requests',
  'request_in_progress',
  'outside_unsure',
])
/** Requests end after 15 s; one that the server does not know after so long will not arrive any more. */
export const lostAfterMs = 10 * 60_000
export const pausesBeforeAskingMs = [800, 2_000, 4_000]

/**
 * Redeems once. The key is stored before anything is sent, and stays until the server has said yes or no: whatever
 * happens in between, the next try asks for the state under the same key and sends the same thing again, which the
 * server takes as one. Two redemptions can never come out of one wish.
 */
export async function redeem(tools: RedeemTools, wish: Wish): Promise<Outcome<Redemption>> {
  const open = openAttempt(tools.storage, wish)
  if (open) {
    const settled = await settle(tools, open, [0])
    if (settled.kind !== 'unsettled') return settled
  }
  const going = openAttempt(tools.storage, wish) ?? { ...wish, key: tools.newKey() }
  const attempt = { ...going, sentAt: tools.now().toISOString() }
  tools.storage.write(nameOf(attempt), attempt)
  return sendAttempt(tools, attempt)
}

async function sendAttempt(tools: RedeemTools, attempt: Attempt): Promise<Outcome<Redemption>> {
  try {
    return finished(tools, attempt, await send(tools, attempt))
  } catch (error) {
    if (error instanceof Unanswered) return settle(tools, attempt, pausesBeforeAskingMs)
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'request_in_progress') return settle(tools, attempt, pausesBeforeAskingMs)
    if (!undecided.has(error.code)) tools.storage.forget(nameOf(attempt))
    return { kind: 'refused', refusal: error }
  }
}

function send({ redemption, entitlements }: RedeemTools, { benefitId, points, month, key }: Attempt) {
  if (month === undefined) return redemption.confirm({ body: { benefitId, points }, key })
  return entitlements.choose({ params: { benefitId }, body: { month }, key })
}

/** Asks what became of an attempt, never sending it again. */
export async function settle(
  tools: RedeemTools,
  attempt: Attempt,
  pauses: number[] = pausesBeforeAskingMs,
): Promise<Outcome<Redemption>> {
  for (const pause of pauses) {
    await tools.wait(pause)
    try {
      return finished(tools, attempt, await tools.redemption.byKey({ params: { key: attempt.key } }))
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof Unanswered)) throw error
      // Not found means not yet, while the request may still be on its way. Anything else is no answer either.
      const age = tools.now().getTime() - Date.parse(attempt.sentAt)
      const lost = error instanceof Refusal && error.code === 'not_found' && age > lostAfterMs
      if (lost) tools.storage.forget(nameOf(attempt))
    }
  }
  return { kind: 'unsettled' }
}

function finished({ storage }: RedeemTools, attempt: Attempt, redemption: Redemption): Outcome<Redemption> {
  storage.forget(nameOf(attempt))
  return { kind: 'done', reply: redemption }
}

const prefix = 'attempt:'
/** A benefit can be redeemed for points and chosen as an entitlement: these are two wishes. */
const nameOf = ({ benefitId, month }: Omit<Wish, 'points'>) => prefix + (month ? `${month}:${benefitId}` : benefitId)

export function openAttempt(storage: Storage, wish: Omit<Wish, 'points'>): Attempt | undefined {
  return storage.read<Attempt>(nameOf(wish))
}

/** All attempts whose end is not known. They outlive a logout, so that logging in again cannot redeem twice. */
export function openAttempts(storage: Storage): Attempt[] {
  return storage
    .names()
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => storage.read<Attempt>(name) ?? [])
}

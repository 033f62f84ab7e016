import { setTimeout as sleep } from 'node:timers/promises'
import { seeded } from '../../bench/seeded'
import { price, type Redeemer } from './people'

/** One wish, which may be tapped twice, and is repeated under its key until it is answered. */
export interface Wish {
  redeemer: Redeemer
  key: string
  benefitId: string
  account: string | undefined
  isDouble: boolean
}

/** What a wish was answered; every tap must hear of the same redemption. */
export interface Answered {
  wish: Wish
  redemptionIds: string[]
  refusals: string[]
}

/** Answers that ask to be asked again. */
const temporary = new Set([
  'busy_try_later',
  'outside_unsure',
  'request_in_progress',
  'internal_error',
  'too_many_requests',
])

export function wishesOf(redeemers: readonly Redeemer[], { count, seed }: { count: number; seed: number }): Wish[] {
  const chance = seeded(seed)
  const benefits = ['FORGETFUL', 'FORGETFUL', 'KNOWING', 'LINK', 'CODE']
  return Array.from({ length: count }, (_, one) => {
    const benefitId = benefits[Math.floor(chance() * benefits.length)] as string
    const isTopup = benefitId === 'FORGETFUL' || benefitId === 'KNOWING'
    return {
      redeemer: redeemers[Math.floor(chance() * redeemers.length)] as Redeemer,
      key: `storm-${seed}-${String(one).padStart(12, '0')}`,
      benefitId,
      account: isTopup ? `139${String(one).padStart(8, '0')}` : undefined,
      isDouble: chance() < 0.3,
    }
  })
}

interface Sale {
  /** The web servers; a tap that is repeated goes to the next one, as a balancer sends it. */
  urls: readonly string[]
  seconds: number
  /** Told of every answer that was not a redemption. */
  heard: (code: string) => void
}

/** Everybody taps, spread over so many seconds; of a double tap each half reaches another server. */
export async function redeemAll(wishes: readonly Wish[], sale: Sale): Promise<Answered[]> {
  const gapMs = (sale.seconds * 1_000) / wishes.length
  return Promise.all(
    wishes.map(async (wish, at) => {
      await sleep(at * gapMs)
      const taps = [tap(wish, sale, at)]
      if (wish.isDouble) taps.push(sleep(at % 2 === 0 ? 0 : 150).then(() => tap(wish, sale, at + 1)))
      const answers = await Promise.all(taps)
      return {
        wish,
        redemptionIds: answers.flatMap(({ id }) => (id === undefined ? [] : [id])),
        refusals: answers.flatMap(({ code }) => (code === undefined ? [] : [code])),
      }
    }),
  )
}

/** Asks until there is an answer that stands. */
async function tap(
  { redeemer, key, benefitId, account }: Wish,
  { urls, heard }: Sale,
  first: number,
): Promise<{ id?: string; code?: string }> {
  const headers = {
    Authorization: `Bearer ${redeemer.token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
  }
  const body = JSON.stringify({ benefitId, points: price, account })
  for (let turn = first; ; turn++) {
    const answer = await fetch(`${urls[turn % urls.length]}/api/redemptions`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    })
      .then((response) => response.json() as Promise<{ id?: string; code?: string }>)
      .catch(() => ({ code: 'no_answer', id: undefined }))
    if (answer.id !== undefined) return { id: answer.id }
    const { code = 'no_code' } = answer
    heard(code)
    if (code !== 'no_answer' && !temporary.has(code)) return { code }
    await sleep(200 + Math.random() * 400)
  }
}

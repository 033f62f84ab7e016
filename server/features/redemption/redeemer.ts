import { type Batcher, batcher } from '../../db/batcher'
import type { Database } from '../../db/database'
import { refuseWhenFull } from '../../http/busy'
import { firstAnswers } from '../../http/idempotency'
import type { Refused } from '../../http/refused'
import type { DeliverDeps } from './deliverRedemptions'
import { type Outcome, redeemTogether } from './redeemTogether'
import type { Redemption } from './redemption'
import { redemptionsUnderKeys } from './redemption.store'
import type { RedemptionRequest } from './redemptionRequest'

export interface RedeemerDeps extends DeliverDeps {
  database: Database
}

/**
 * How long nobody asks the database again about a benefit that was sold out, though never beyond its next portion; what is
 * restocked is found after that.
 */
const soldOutMs = 500

/**
 * Redeems benefits: all of points, stock, code or order, redemption and message in one transaction, or nothing. Those who
 * ask at the same moment share it, each with their own answer, after the commit.
 * @throws Refused what stands against it; busy_try_later when too many wait
 */
export function redeemer(deps: RedeemerDeps): (request: RedemptionRequest) => Promise<Redemption> {
  const { database, surroundings } = deps
  const together: Batcher<RedemptionRequest, Outcome> = batcher({
    lanes: 2,
    most: 64,
    queueLimit: 2_000,
    lineOf: benefitOf,
    apartBy: ({ who }) => who.cardholderId,
    together: (requests) => database.inTransaction((tx) => redeemTogether(tx, requests, deps)),
  })
  const repeated: Batcher<RedemptionRequest, Before> = batcher({
    lanes: 2,
    most: 200,
    queueLimit: 10_000,
    async together(requests) {
      const keys = requests.map(({ key }) => key)
      const [earlier, answerOf] = await Promise.all([
        redemptionsUnderKeys(database.reader, keys),
        firstAnswers(database.reader, keys),
      ])
      return keys.map((key) => ({ redemption: earlier(key), refuseAgain: () => void answerOf(key) }))
    },
  })
  const soldOut = new Map<string, { until: number; refused: Refused }>()
  return async (request) => {
    const latch = soldOut.get(benefitOf(request))
    const now = surroundings.now().getTime()
    if (latch && now < latch.until) {
      refuseWhenFull(repeated)
      // Who got the last one may ask again, and is answered by what they got.
      const before = await repeated.submit(request)
      if (!before.redemption) {
        // Who was refused for something else is told the same again.
        before.refuseAgain()
        throw latch.refused
      }
    }
    refuseWhenFull(together)
    const outcome = await together.submit(request)
    if ('redemption' in outcome) return outcome.redemption
    const { code } = outcome.refused
    if (code === 'sold_out' || code === 'not_released_yet') {
      const nextPortion = outcome.nextPortionAt?.getTime() ?? Number.POSITIVE_INFINITY
      soldOut.set(benefitOf(request), { until: Math.min(now + soldOutMs, nextPortion), refused: outcome.refused })
    }
    throw outcome.refused
  }
}

/** What became of a key before. */
interface Before {
  redemption: Redemption | undefined
  /** @throws Refused what the key was refused with */
  refuseAgain(): void
}

function benefitOf({ who, agreed }: RedemptionRequest): string {
  return `${who.programmeId} ${agreed.benefitId}`
}

import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { RiskReview, riskDeskContract } from '../../../shared/contract/risk'
import { maskPhone } from '../../../shared/values/masks'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { redemptionsNamed } from '../redemption'
import { decisionNamed, decisionsPage, peopleAlike, type Review, ruleSetsOf } from '../risk'
import type { DeskDeps } from './executeRequest'
import { namesOf } from './operators.store'
import { refuseUnknown } from './shownCardholder'

const earlierShown = 20

/** Reviews with what they are about and who decided, in their order. */
export async function shownReviews(reader: Reader, reviews: readonly Review[]): Promise<RiskReview[]> {
  const names = await namesOf(
    reader,
    reviews.flatMap(({ decidedBy }) => decidedBy ?? []),
  )
  return Promise.all(
    reviews.map(async ({ decisionId: _, ...review }) => {
      const redemption = await heldRedemption(reader, review)
      const { decidedBy: by } = review
      return {
        ...review,
        title: redemption.title,
        points: redemption.points,
        heldAt: review.heldAt.toISOString(),
        promisedBy: review.promisedBy.toISOString(),
        decidedAt: review.decidedAt?.toISOString() ?? null,
        decidedBy: by === null ? null : { id: by, name: names.get(by) ?? '' },
      }
    }),
  )
}

/** One review with all that there is to decide it by. */
export async function showReview(
  deps: DeskDeps,
  review: Review,
): Promise<ReplyOf<(typeof riskDeskContract)['review']>> {
  const { reader } = deps.database
  const { cardholderId, programmeId, decisionId } = review
  const [shown, redemption, decision, versions, earlier, alike, { phoneSealed }] = await Promise.all([
    shownReviews(reader, [review]),
    heldRedemption(reader, review),
    decisionNamed(reader, { programmeId, decisionId }),
    ruleSetsOf(reader, programmeId),
    decisionsPage(reader, { programmeId, cardholderId, before: decisionId, limit: earlierShown }),
    peopleAlike(reader, { programmeId, decisionId }),
    refuseUnknown(deps, { programmeId, cardholderId }),
  ])
  const ruleSet = versions.find((version) => version.ruleSet.version === decision?.version)?.ruleSet
  const [line] = shown
  if (!line || !decision || !ruleSet) throw new Error(`a review has lost what it was made of: ${review.redemptionId}`)
  return {
    review: line,
    decision,
    ruleSet,
    phoneMasked: phoneSealed === null ? null : maskPhone(deps.vault.open(phoneSealed)),
    accountMasked: redemption.accountMasked,
    earlier,
    alike,
  }
}

async function heldRedemption(
  reader: Reader,
  { cardholderId, redemptionId }: Pick<Review, 'cardholderId' | 'redemptionId'>,
) {
  const [redemption] = await redemptionsNamed(reader, { cardholderId, ids: [redemptionId] })
  if (!redemption) throw new Refused('not_found')
  return redemption
}

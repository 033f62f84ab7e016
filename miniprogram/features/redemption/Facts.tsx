import { View } from '@tarojs/components'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { Card } from '../../ui/Card'
import { Row } from '../../ui/Row'
import { formatMoment } from '../../words/dates'
import { productName } from '../../words/productName'
import { tierName } from '../../words/tierName'
import { redemptionWords } from './words'

/** Who may redeem it, how often, and how it comes. */
export function Facts({ benefit }: { benefit: BenefitDetail }) {
  const words = redemptionWords()
  const { tier, products, delivery, account, endsAt } = benefit
  return (
    <Card flush>
      <Row title={words.tier} end={tier === 'basic' ? words.everyone : words.tierAndUp(tierName(tier))} />
      {products && <Row title={words.products} end={products.map(productName).join(words.and)} />}
      <Row title={words.limit} end={limitsOf(benefit).map(limitLine)} />
      <Row title={words.delivery} end={words.deliveries[account ?? delivery]} />
      {delivery !== 'topup' && <Row title={words.validity} end={words.validDays(benefit.validDays)} />}
      <Row title={words.window} end={words.until(formatMoment(endsAt))} />
    </Card>
  )
}

/** "每天 1 次，", "共 5 次": the shortest span first, as it is met first. */
export function limitsOf({ limits, limitPerPerson }: Pick<BenefitDetail, 'limits' | 'limitPerPerson'>): string[] {
  const { limits: each, between } = redemptionWords()
  const spans = ['day', 'week', 'month'] as const
  const told = spans.flatMap((span) => {
    const count = limits[span]
    // A span that allows as many as there are at all says nothing.
    return count === null || count >= limitPerPerson ? [] : [each[span](count)]
  })
  const campaign = limits.campaign === null ? [] : [each.campaign(limits.campaign)]
  const all = [...told, each.ever(limitPerPerson), ...campaign]
  return all.map((limit, index) => (index < all.length - 1 ? limit + between : limit))
}

/** Lines break between two limits, never inside of one. */
function limitLine(limit: string) {
  return (
    <View key={limit} className="limit">
      {limit}
    </View>
  )
}

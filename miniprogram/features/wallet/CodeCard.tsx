import { View } from '@tarojs/components'
import type { Redemption } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Icon } from '../../ui/Icon'
import { Tag, type TagTone } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { dayOf, daysUntil, formatDay, formatMoment } from '../../words/dates'
import { told } from '../redemption/told'
import { Code } from './Code'
import { walletWords } from './words'

/** One redeemed benefit: what became of it, and its code or link as long as it has one. */
export function CodeCard({ redemption }: { redemption: Redemption }) {
  const { state, title, category, delivery, codeMasked } = redemption
  const tag = tagOf(redemption)
  return (
    <View className={isOver(redemption) ? 'code-card code-card--past' : 'code-card'}>
      <View
        className="code-card__head"
        hoverClass="code-card__head--pressed"
        onClick={() => open('result', { id: redemption.id, from: 'wallet' })}
        {...aria({ role: 'button', label: walletWords().detailNamed(title, tag?.text ?? walletWords().usableTag) })}
      >
        <BenefitArt category={category} />
        <View className="code-card__words">
          <View className="code-card__line">
            <View className="code-card__title">{title}</View>
            {tag && <Tag tone={tag.tone}>{tag.text}</Tag>}
          </View>
          <View className="code-card__note">{noteOf(redemption)}</View>
        </View>
        <View className="code-card__more">
          <Icon name="chevron-right" size="small" />
        </View>
      </View>
      {state !== 'delivered' && <Explained redemption={redemption} />}
      {state === 'delivered' && delivery !== 'topup' && (
        <Code redemption={redemption} masked={codeMasked ?? allMasked} />
      )}
    </View>
  )
}

/** A link that a supplier gave has no part that may be shown. */
const allMasked = '••••••••••••'

/** Why there is nothing to use yet, or any more. */
function Explained({ redemption }: { redemption: Redemption }) {
  const { title, text } = told(redemption, now())
  return (
    <View className="code-card__wait">
      {redemption.state === 'failed' && <View className="code-card__end">{title}</View>}
      <View>{text}</View>
    </View>
  )
}

function isOver({ expired, state }: Redemption): boolean {
  return expired || state === 'failed'
}

function noteOf({ validUntil, accountMasked, state, deliveredAt, points }: Redemption): string {
  const words = walletWords()
  if (accountMasked) {
    const arrived = state === 'delivered' && deliveredAt
    return arrived ? `${accountMasked} ${words.arrivedAt(formatMoment(deliveredAt))}` : accountMasked
  }
  return validUntil ? words.validUntil(formatDay(dayOf(validUntil))) : words.cost(formatPoints(points))
}

function tagOf({ state, delivery, expired, validUntil }: Redemption): { text: string; tone: TagTone } | undefined {
  const words = walletWords()
  if (state === 'failed') return { text: words.failed, tone: 'quiet' }
  if (state === 'manual') return { text: words.manual, tone: 'warn' }
  if (state !== 'delivered') return { text: words.working, tone: 'warn' }
  if (delivery === 'topup') return { text: words.arrived, tone: 'good' }
  if (expired) return { text: words.expired, tone: 'quiet' }
  const days = validUntil === null ? undefined : daysUntil(validUntil, now())
  if (days === undefined || days > 30) return undefined
  return { text: days <= 0 ? words.today : words.daysLeft(days), tone: days <= 7 ? 'warn' : 'quiet' }
}

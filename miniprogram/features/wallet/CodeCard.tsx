import { Text, View } from '@tarojs/components'
import type { Redemption } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Tag, type TagTone } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { dayOf, daysUntil, formatDay, formatMoment, formatSoon } from '../../words/dates'
import { reviewWords } from '../redemption/reviewWords'
import { told } from '../redemption/told'
import { walletWords } from './words'

interface CodeCardProps {
  redemption: Redemption
  onUsed: (redemption: Redemption, used: boolean) => void
}

/** One redeemed benefit: what became of it, and its code or link, masked, as long as it has one. */
export function CodeCard({ redemption, onUsed }: CodeCardProps) {
  const { state, title, category, delivery } = redemption
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
      {state === 'delivered' && delivery !== 'topup' && <Code redemption={redemption} onUsed={onUsed} />}
    </View>
  )
}

/** A link that a supplier gave has no part that may be shown. */
const allMasked = '••••••••••••'

/** Masked for ever on this page: the code has a page of its own, where nobody looks over the list. */
function Code({ redemption, onUsed }: CodeCardProps) {
  const words = walletWords()
  const { id, title, codeMasked, delivery, usedAt, expired } = redemption
  const reveal = delivery === 'link' ? words.revealLink : words.reveal
  return (
    <View className="code">
      <Text className="code__text">{codeMasked ?? allMasked}</Text>
      {!expired && (
        <View className="code__actions">
          <Button
            kind="plain"
            size="small"
            label={`${usedAt ? words.notUsed : words.iUsedIt}，${title}`}
            onClick={() => onUsed(redemption, usedAt === null)}
          >
            {usedAt ? words.notUsed : words.iUsedIt}
          </Button>
          {!usedAt && (
            <Button kind="soft" size="small" icon="qr" onClick={() => open('code', { id, show: 'yes' })}>
              {reveal}
            </Button>
          )}
        </View>
      )}
    </View>
  )
}

/** Why there is nothing to use yet, or any more. */
function Explained({ redemption }: { redemption: Redemption }) {
  const { title, text } = told(redemption, now())
  const promise = promiseOf(redemption)
  return (
    <View className="code-card__wait">
      {redemption.state === 'failed' && <View className="code-card__end">{title}</View>}
      <View>{text}</View>
      {promise && <View>{promise}</View>}
    </View>
  )
}

/** By when nobody has to wait any more; what is on its way as usual says so itself. */
function promiseOf({ state, promisedBy, points }: Redemption): string | undefined {
  if (promisedBy === null || state !== 'unknown') return undefined
  const words = walletWords()
  if (Date.parse(promisedBy) <= now().getTime()) return words.promiseOver
  const by = formatSoon(promisedBy, now()).replace(/ /g, '\u00a0')
  return points > 0 ? words.resultOrPoints(by) : words.resultBy(by)
}

function isOver({ expired, state, usedAt }: Redemption): boolean {
  return expired || state === 'failed' || usedAt !== null
}

function noteOf({ validUntil, accountMasked, state, deliveredAt, points, usedAt }: Redemption): string {
  const words = walletWords()
  if (usedAt) return words.usedAt(formatMoment(usedAt))
  if (accountMasked) {
    const arrived = state === 'delivered' && deliveredAt
    return arrived ? `${accountMasked} ${words.arrivedAt(formatMoment(deliveredAt))}` : accountMasked
  }
  return validUntil ? words.validUntil(formatDay(dayOf(validUntil))) : words.cost(formatPoints(points))
}

function tagOf(redemption: Redemption): { text: string; tone: TagTone } | undefined {
  const { state, delivery, expired, validUntil, usedAt, review } = redemption
  const words = walletWords()
  if (review) return { text: reviewWords().tag, tone: 'warn' }
  if (state === 'failed') return { text: words.failed, tone: 'quiet' }
  if (state === 'manual') return { text: words.manual, tone: 'warn' }
  if (state !== 'delivered') return { text: words.working, tone: 'warn' }
  if (delivery === 'topup') return { text: words.arrived, tone: 'good' }
  if (usedAt) return { text: words.used, tone: 'quiet' }
  if (expired) return { text: words.expired, tone: 'quiet' }
  const days = validUntil === null ? undefined : daysUntil(validUntil, now())
  if (days === undefined || days > 30) return undefined
  return { text: days <= 0 ? words.today : words.daysLeft(days), tone: days <= 7 ? 'warn' : 'quiet' }
}

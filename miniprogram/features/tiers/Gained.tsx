import { View } from '@tarojs/components'
import type { BenefitNamed, Ladder } from '../../../shared/contract/entitlements'
import { BenefitArt } from '../../ui/BenefitArt'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon } from '../../ui/Icon'
import { MemberCard } from '../../ui/MemberCard'
import { Row } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { open, replace } from '../../wechat/navigation'
import { formatDay } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { ceremonyWords } from './ceremonyWords'
import type { Rise } from './rise'
import { whatIsNew } from './whatIsNew'

/** What is new with this tier, and the next step. */
export function Gained({ ladder, rise }: { ladder: Ladder; rise: Rise }) {
  const words = ceremonyWords()
  const { from, to } = rise
  const news = whatIsNew(ladder.steps, rise)
  const termEndsOn = ladder.standing?.termEndsOn
  const hasNews = news.choose > 0 || news.opens > 0 || news.multiplier !== null
  return (
    <>
      <MemberCard tier={to}>
        <View className="gained__badge">
          <Icon name="star" />
          {words.congratulations}
        </View>
        <View className="gained__tier">{tierName(to)}</View>
        <View className="gained__text">{words.step(tierName(from), tierName(to))}</View>
        {termEndsOn && <View className="gained__text">{words.until(formatDay(termEndsOn))}</View>}
      </MemberCard>
      <Section title={words.whatIsNew} />
      <Card flush>
        {!hasNews && <View className="card-text gained__nothing">{words.nothing}</View>}
        {news.multiplier !== null && <Row icon="rise" title={words.multiplier(String(news.multiplier / 10_000))} />}
        {news.choose > 0 && (
          <Gain icon="gift" title={words.choose(news.choose)} note={words.chooseNote} benefits={news.options} />
        )}
        {news.opens > 0 && <Gain icon="star" title={words.opens(news.opens)} benefits={news.opened} />}
      </Card>
      <View className="page__actions">
        {ladder.choicesLeft > 0 ? (
          <Button onClick={() => replace('entitlements')}>{words.toChoices}</Button>
        ) : (
          <Button onClick={() => open('catalogue')}>{words.toBenefits}</Button>
        )}
        <Button kind="plain" onClick={() => replace('tiers')}>
          {words.toTiers}
        </Button>
      </View>
    </>
  )
}

interface GainProps {
  icon: 'gift' | 'star'
  title: string
  note?: string
  benefits: BenefitNamed[]
}

function Gain({ icon, title, note, benefits }: GainProps) {
  return (
    <>
      <Row icon={icon} title={title} note={note} />
      <View className="gained__benefits">
        {benefits.slice(0, 6).map(({ id, title: name, category }) => (
          <View key={id} className="gained__benefit">
            <BenefitArt category={category} />
            <View className="gained__name">{name}</View>
          </View>
        ))}
      </View>
    </>
  )
}

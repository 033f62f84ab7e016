import { View } from '@tarojs/components'
import type { RecomputedEvaluation } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { formatDay, formatMonth } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { historyWords } from './historyWords'

interface PartProps {
  evaluation: RecomputedEvaluation
}

/** In a sentence, with the days from and until which it holds. */
export function Conclusion({ evaluation: { kept, basis, reachedOn } }: PartProps) {
  const words = historyWords()
  const tier = tierName(kept.to)
  const sentence = basis ? words.occasions[basis.occasion](tier) : words.plain(kept.kind ?? 'upgrade', tier)
  return (
    <Card title={words.conclusion} flush>
      <View className="card-text tier-sentence">{sentence}</View>
      <Row title={words.reachedOn} end={formatDay(reachedOn)} />
      <Row title={words.termEndsOn} end={kept.termEndsOn ? formatDay(kept.termEndsOn) : words.noTerm} />
    </Card>
  )
}

/** The sum of the window, month by month, and what it had to reach. */
export function Arithmetic({ evaluation }: PartProps) {
  const { kept, basis } = evaluation
  const words = historyWords()
  const [growth, threshold] = [formatPoints(kept.growth), formatPoints(kept.threshold)]
  // At the end of grace the growth was held against the tier that was lost.
  const judged = kept.kind === 'downgrade' ? kept.from : kept.to
  return (
    <Card title={words.inputs} flush>
      <Row title={words.window} note={words.windowDays(formatDay(kept.windowFrom), formatDay(kept.windowTo))} />
      {basis?.months.map(({ month, growth: part }) => (
        <Row key={month} title={formatMonth(month)} end={part < 0 ? `−${formatPoints(-part)}` : formatPoints(part)} />
      ))}
      {basis?.months.length === 0 && <Row title={words.noGrowth} end="0" />}
      <Row title={words.sum} end={<View className="tier-strong">{growth}</View>} />
      <Row title={words.threshold(tierName(judged))} end={words[compared(evaluation)](growth, threshold)} />
      {!basis && <View className="card-text tier-rule">{words.notKept}</View>}
    </Card>
  )
}

function compared({ kept, basis }: RecomputedEvaluation): 'enough' | 'short' | 'paid' {
  if (kept.growth >= kept.threshold) return 'enough'
  return basis?.occasion === 'points' ? 'paid' : 'short'
}

/** Whether today's records come to the same. */
export function Again({ evaluation: { id, today, differences } }: PartProps) {
  const words = historyWords()
  const isSame = differences.length === 0
  return (
    <Card title={words.again} flush>
      <View className="card-notice tier-again">
        <Notice tone={isSame ? 'good' : 'warn'}>
          {isSame ? words.same : words.differs(formatPoints(Math.max(0, today.growth)))}
        </Notice>
      </View>
      <Row title={words.version} end={<View className="tier-id">{id}</View>} />
    </Card>
  )
}

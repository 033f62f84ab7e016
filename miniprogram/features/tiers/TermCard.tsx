import { View } from '@tarojs/components'
import type { Ladder } from '../../../shared/contract/entitlements'
import type { Standing } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Row } from '../../ui/Row'
import { formatDay } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { tiersWords } from './words'

/** Until when the tier is held, what it takes to keep it, and what happens otherwise. */
export function TermCard({ standing, rules }: { standing: Standing; rules: Ladder['rules'] }) {
  const words = tiersWords()
  const { since, termEndsOn, graceUntil, projectedTier, missingToStay, tier } = standing
  return (
    <Card title={words.term} flush>
      {termEndsOn === null && <View className="card-text">{words.noTerm}</View>}
      {since && termEndsOn && <Row title={words.since} end={formatDay(since)} />}
      {termEndsOn && <Row title={words.reviewOn} end={formatDay(termEndsOn)} />}
      {missingToStay !== null && (
        <Row
          title={words.toStay}
          end={missingToStay > 0 ? <Missing growth={missingToStay} /> : <View>{words.safe}</View>}
        />
      )}
      {missingToStay !== null && missingToStay > 0 && graceUntil && (
        <>
          <Row title={words.graceUntil} end={formatDay(graceUntil)} />
          {projectedTier && projectedTier !== tier && (
            <Row title={words.fallsOn} end={words.fallsTo(formatDay(dayAfter(graceUntil)), tierName(projectedTier))} />
          )}
        </>
      )}
      <View className="card-text tier-rule">{words.rule(rules)}</View>
    </Card>
  )
}

function Missing({ growth }: { growth: number }) {
  return <View className="tier-strong">{tiersWords().growthOf(formatPoints(growth))}</View>
}

const dayAfter = (day: string) => addDays(day as BusinessDay, 1)

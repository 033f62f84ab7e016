import type { Ladder } from '../../../shared/contract/entitlements'
import type { Standing } from '../../../shared/contract/tiers'
import { Card } from '../../ui/Card'
import { Row } from '../../ui/Row'
import { formatDay } from '../../words/dates'
import { pointsPerYuan } from '../../words/pointsPerYuan'
import { tiersWords } from './words'

/** What brings growth, in which window it counts, and what changes nothing. */
export function CountsCard({ rules, standing }: { rules: Ladder['rules']; standing: Standing | null }) {
  const words = tiersWords()
  const { growthBasisPoints, windowMonths } = rules
  return (
    <Card title={words.counts} flush>
      <Row title={words.rate} end={words.rateGrowth(pointsPerYuan(growthBasisPoints))} />
      <Row
        title={words.window}
        note={standing && words.windowDays(formatDay(standing.windowFrom), formatDay(standing.windowTo))}
        end={words.windowOf(windowMonths)}
      />
      <Row title={words.atOnce} end={words.atOnceText} />
      <Row title={words.refunds} end={words.refundsText} />
      <Row title={words.excluded} end={words.excludedText} />
      <Row title={words.pointsUse} end={words.pointsUseText} />
    </Card>
  )
}

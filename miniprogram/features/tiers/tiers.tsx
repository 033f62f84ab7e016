import { View } from '@tarojs/components'
import type { Ladder } from '../../../shared/contract/entitlements'
import type { Standing } from '../../../shared/contract/tiers'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { Skeleton } from '../../ui/Skeleton'
import { open } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import { tierName } from '../../words/tierName'
import { CompareCard } from './CompareCard'
import { CountsCard } from './CountsCard'
import { loadLadder } from './loadLadder'
import { StepBenefits } from './StepBenefits'
import { TermCard } from './TermCard'
import { TierHead } from './TierHead'
import './tiers.scss'
import { UpgradeRow } from './UpgradeRow'
import { tiersWords } from './words'

export default function TiersPage() {
  const { answer, reload } = useAnswer(() => loadLadder(server, session), { keep: 'tiers' })
  // What is shown is out of date, and says so above: nothing is bought by it.
  const isStale = answer.phase === 'ready' && answer.trouble !== undefined
  usePull(reload)
  return (
    <Page title={tiersWords().title}>
      <Answered answer={answer} reload={reload} skeleton={<Skeleton head rows={3} />}>
        {(ladder) => (
          <>
            <TierHead ladder={ladder} signedOut={session.signedOut()} />
            {ladder.standing && <Mine ladder={ladder} standing={ladder.standing} isStale={isStale} reload={reload} />}
            <CompareCard ladder={ladder} />
            <StepBenefits ladder={ladder} />
            <CountsCard rules={ladder.rules} standing={ladder.standing} />
          </>
        )}
      </Answered>
    </Page>
  )
}

interface MineProps {
  ladder: Ladder
  standing: Standing
  isStale: boolean
  reload: () => void
}

/** What concerns my own tier: what I may choose, the next one for points, its term, and why it is this one. */
function Mine({ ladder, standing, isStale, reload }: MineProps) {
  const words = tiersWords()
  const { today, points, choicesLeft, rules } = ladder
  const { upgradeOffer } = standing
  const step = ladder.steps.find(({ tier }) => tier === standing.tier)
  return (
    <>
      <Card flush>
        {(choicesLeft > 0 || (step?.choose ?? 0) > 0) && (
          <Row
            icon="gift"
            title={words.myChoice}
            end={choicesLeft > 0 ? <View className="tier-strong">{words.choicesLeft(choicesLeft)}</View> : undefined}
            onClick={() => open('entitlements')}
          />
        )}
        {upgradeOffer && points && !isStale && (
          <UpgradeRow offer={upgradeOffer} points={points} today={today} reload={reload} />
        )}
        <Row
          icon="info"
          title={words.why(tierName(standing.tier))}
          note={words.whyNote}
          onClick={() => open('tierHistory')}
        />
      </Card>
      <TermCard standing={standing} rules={rules} />
    </>
  )
}

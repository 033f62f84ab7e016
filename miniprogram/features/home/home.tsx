import type { BenefitCard } from '../../../shared/contract/catalogue'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Skeleton } from '../../ui/Skeleton'
import { open } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import { say } from '../../words/words'
import { BenefitGrid } from '../catalogue/BenefitGrid'
import { ChoicesLine } from './ChoicesLine'
import { Guest } from './Guest'
import './home.scss'
import { type Home, loadHome } from './loadHome'
import { Member } from './Member'
import { PointsNotes } from './PointsNotes'
import { homeWords } from './words'

const fallbackTitle = { zh: '云杉星野联名卡', en: 'Spruce × Hoshino Card' }

export default function HomePage() {
  const { answer, reload } = useAnswer(() => loadHome(server, session), { keep: 'home' })
  usePull(reload)
  const name = answer.phase === 'ready' ? answer.data.programme.name : fallbackTitle
  return (
    <Page title={say(name)} tab="home">
      <Answered answer={answer} reload={reload} skeleton={<Skeleton head rows={3} />}>
        {(home) => (
          <>
            <Top home={home} />
            <Benefits benefits={home.benefits} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Top({ home }: { home: Home }) {
  const { points, tier, programme, defaultCard } = home
  if (!points || !tier) return <Guest level={home.level} rules={programme.rules} signedOut={session.signedOut()} />
  return (
    <>
      <Member points={points} tier={tier} last4={defaultCard?.last4} />
      <PointsNotes points={points} today={home.today} />
      {home.choicesLeft > 0 && <ChoicesLine left={home.choicesLeft} />}
    </>
  )
}

function Benefits({ benefits }: { benefits: BenefitCard[] }) {
  const words = homeWords()
  if (benefits.length === 0) return <Empty icon="gift" title={words.noBenefits} text={words.noBenefitsText} />
  return (
    <>
      <Section title={words.benefits} link={{ text: words.all, onClick: () => open('catalogue') }} />
      <BenefitGrid benefits={benefits} />
    </>
  )
}

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
import { useShare } from '../../wechat/share'
import { tierName } from '../../words/tierName'
import { say } from '../../words/words'
import { BenefitGrid } from '../catalogue/BenefitGrid'
import { Campaign } from './Campaign'
import { Guest } from './Guest'
import './home.scss'
import { type Home, loadHome } from './loadHome'
import { Member } from './Member'
import { PointsNotes } from './PointsNotes'
import { QuietLine } from './QuietLine'
import { Shortcuts } from './Shortcuts'
import { seeRedeemable } from './seeRedeemable'
import { homeWords } from './words'

const fallbackTitle = { zh: '云杉星野联名卡', en: 'Spruce × Hoshino Card' }

export default function HomePage() {
  const { answer, reload } = useAnswer(() => loadHome(server, session), { keep: 'home' })
  usePull(reload)
  useShare({ title: homeWords().guestTitle, page: 'home' })
  const name = answer.phase === 'ready' ? answer.data.programme.name : fallbackTitle
  return (
    <Page title={say(name)} tab="home">
      <Answered answer={answer} reload={reload} skeleton={<Skeleton head rows={3} />}>
        {(home) => (
          <>
            <Top home={home} />
            {home.campaign && <Campaign campaign={home.campaign} />}
            <Benefits benefits={home.benefits} inReach={home.inReach} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Top({ home }: { home: Home }) {
  const { points, tier, programme, defaultCard, today, choicesLeft } = home
  if (!points || !tier) return <Guest level={home.level} rules={programme.rules} signedOut={session.signedOut()} />
  const words = homeWords()
  const { ceremony } = tier
  return (
    <>
      <Member points={points} tier={tier} last4={defaultCard?.last4} today={today} />
      {ceremony && (
        <QuietLine icon="star" text={words.risen(tierName(ceremony.to))} onClick={() => open('ceremony')} isGold />
      )}
      <PointsNotes points={points} today={today} />
      <Shortcuts />
      {choicesLeft > 0 && (
        <QuietLine icon="gift" text={words.choicesLeft(choicesLeft)} onClick={() => open('entitlements')} />
      )}
    </>
  )
}

/** What I have points and tier for comes first, under its own heading; what only is on offer follows. */
function Benefits({ benefits, inReach }: { benefits: BenefitCard[]; inReach: number }) {
  const words = homeWords()
  if (benefits.length === 0) return <Empty icon="gift" title={words.noBenefits} text={words.noBenefitsText} />
  const all = { text: words.all, onClick: () => open('catalogue') }
  const others = benefits.slice(inReach)
  return (
    <>
      {inReach > 0 && (
        <>
          <Section title={words.inReach} link={{ text: words.all, onClick: seeRedeemable }} />
          <BenefitGrid benefits={benefits.slice(0, inReach)} />
        </>
      )}
      {others.length > 0 && (
        <>
          <Section title={inReach > 0 ? words.more : words.benefits} link={inReach > 0 ? undefined : all} />
          <BenefitGrid benefits={others} />
        </>
      )}
    </>
  )
}

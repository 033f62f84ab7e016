import { View } from '@tarojs/components'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { dayOf, formatDay } from '../../words/dates'
import { pointsPerYuan } from '../../words/pointsPerYuan'
import { type Home, loadHome } from '../home/loadHome'
import { aboutWords } from './words'

export default function AboutPage() {
  const words = aboutWords()
  const { answer, reload } = useAnswer(async () => {
    const [home, official] = await Promise.all([loadHome(server, session), server.privacy.official()])
    return { home, official }
  })
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {({ home, official }) => (
          <>
            <Card flush>
              <Row icon="rise" title={words.tiers} note={words.tiersNote} onClick={() => open('tiers')} />
            </Card>
            <Earning rules={home.programme.rules} />
            <Versions home={home} official={official} />
            <Card title={words.privacy} flush>
              <View className="card-text">{words.privacyText}</View>
              <Row icon="shield" title={words.policy} onClick={() => open('privacyText')} />
              <Row icon="check-circle" title={words.official} onClick={() => open('official')} />
            </Card>
          </>
        )}
      </Answered>
    </Page>
  )
}

type Official = Awaited<ReturnType<typeof server.privacy.official>>

/** What is in force and since when, so that a question about it can be answered by what held then. */
function Versions({ home, official: { catalogue, serverVersion } }: { home: Home; official: Official }) {
  const words = aboutWords()
  const { version, since } = home.programme.rules
  return (
    <Card title={words.versions} flush>
      <Row title={words.rules} note={words.since(formatDay(since))} end={version} />
      {catalogue && (
        <Row title={words.catalogue} note={words.since(formatDay(dayOf(catalogue.since)))} end={catalogue.version} />
      )}
      <Row title={words.app} end={CLIENT_VERSION} />
      <Row title={words.service} end={serverVersion} />
    </Card>
  )
}

function Earning({ rules }: { rules: Home['programme']['rules'] }) {
  const words = aboutWords()
  return (
    <Card title={words.earning} flush>
      <Row title={words.rate} end={words.perYuan(pointsPerYuan(rules.rateBasisPoints))} />
      <Row title={words.rounding} end={words.roundings[rules.rounding]} />
      <Row title={words.available} end={words.days(rules.daysUntilAvailable)} />
      <Row title={words.expiry} end={validity(rules.expiry)} />
      <Row title={words.refund} end={words.refundText} />
    </Card>
  )
}

function validity(expiry: Home['programme']['rules']['expiry']): string {
  const words = aboutWords()
  if (expiry.kind === 'rolling_months') return words.months(expiry.months)
  return words.yearly(expiry)
}

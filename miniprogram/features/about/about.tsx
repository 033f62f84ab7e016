import { View } from '@tarojs/components'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { formatDay } from '../../words/dates'
import { pointsPerYuan } from '../../words/pointsPerYuan'
import { type Home, loadHome } from '../home/loadHome'
import { aboutWords } from './words'

export default function AboutPage() {
  const words = aboutWords()
  const { answer, reload } = useAnswer(async () => {
    const [home, catalogue] = await Promise.all([loadHome(server, session), server.catalogue.list({ query: {} })])
    return { home, catalogueVersion: catalogue.version }
  })
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {({ home, catalogueVersion }) => (
          <>
            <Card flush>
              <Row icon="rise" title={words.tiers} note={words.tiersNote} onClick={() => open('tiers')} />
            </Card>
            <Earning rules={home.programme.rules} />
            <Card title={words.versions} flush>
              <Row
                title={words.rules}
                note={words.since(formatDay(home.programme.rules.since))}
                end={home.programme.rules.version}
              />
              <Row title={words.catalogue} end={catalogueVersion} />
            </Card>
            <Card title={words.privacy}>
              <View className="card-prose">{words.privacyText}</View>
            </Card>
          </>
        )}
      </Answered>
    </Page>
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

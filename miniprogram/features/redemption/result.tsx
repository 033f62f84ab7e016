import { View } from '@tarojs/components'
import type { Redemption } from '../../../shared/contract/redemption'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon, type IconName } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { replace } from '../../wechat/navigation'
import { usePageParams } from '../../wechat/page'
import { formatMoment } from '../../words/dates'
import './redemption.scss'
import { redemptionWords } from './words'

export default function ResultPage() {
  const { id = '' } = usePageParams()
  const words = redemptionWords()
  const { answer, reload } = useAnswer(() => server.redemption.one({ params: { redemptionId: id } }))
  return (
    <Page title={words.resultTitle}>
      <Answered answer={answer} reload={reload}>
        {(redemption) => <Result redemption={redemption} />}
      </Answered>
      <View className="page__actions">
        <Button onClick={() => replace('wallet')}>{words.toWallet}</Button>
        <Button kind="plain" onClick={() => replace('home')}>
          {words.toHome}
        </Button>
      </View>
    </Page>
  )
}

function Result({ redemption }: { redemption: Redemption }) {
  const words = redemptionWords()
  const { tone, icon, title, text } = told(redemption)
  return (
    <>
      <View className="result">
        <View className={`result__sign result__sign--${tone}`}>
          <Icon name={icon} size="huge" />
        </View>
        <View className="result__title">{title}</View>
        <View className="result__text">{text}</View>
      </View>
      <Card flush>
        <Row title={redemption.title} />
        <Row title={words.spent} end={spent(redemption)} />
        <Row title={words.redeemedAt} end={formatMoment(redemption.redeemedAt)} />
        {redemption.codeMasked && (
          <Row title={words.code} end={<View className="code-line">{redemption.codeMasked}</View>} />
        )}
      </Card>
    </>
  )
}

function spent({ origin, points }: Redemption) {
  return origin === 'entitlement' ? redemptionWords().byTier : <Amount value={points} />
}

function told({ state }: Redemption): { tone: 'good' | 'warn'; icon: IconName; title: string; text: string } {
  const words = redemptionWords()
  if (state === 'delivered') return { tone: 'good', icon: 'check', title: words.done, text: words.doneText }
  if (state === 'failed') return { tone: 'warn', icon: 'return', title: words.failed, text: words.failedText }
  return { tone: 'warn', icon: 'hourglass', title: words.working, text: words.workingText }
}

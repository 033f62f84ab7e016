import { View } from '@tarojs/components'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { formatPoints } from '../../../shared/values/points'
import type { Answer } from '../../answers/answer'
import { Amount } from '../../ui/Amount'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { useOnline } from '../../wechat/network'
import { Refusal } from '../../wechat/refusal'
import { nextChange, releaseText, stockOf } from '../catalogue/stock'
import { Countdown } from './Countdown'
import { type Quote, waitedFor, whyNot } from './whyNot'
import { redemptionWords } from './words'

interface RedeemBarProps {
  benefit: BenefitDetail
  quote: Answer<Quote>
  reload: () => void
  onRedeem: () => void
}

/** What it costs, what would be left, and the one button; where it cannot be pressed, the reason is above it. */
export function RedeemBar({ benefit, quote, reload, onRedeem }: RedeemBarProps) {
  const online = useOnline()
  const words = redemptionWords()
  if (quote.phase === 'failed') return <Closed benefit={benefit} quote={quote} reload={reload} />
  const data = quote.phase === 'ready' ? quote.data : undefined
  const later = data && online ? waitedFor(data) : null
  const reason = online ? data && whyNot(data) : words.offline
  const awaited = later || (online && data?.refusal === 'benefit_not_started') ? nextChange(benefit, now()) : undefined
  const left = data && (data.balanceAfter ?? data.balanceBefore)
  return (
    <>
      {reason && !later && (
        <View className="redeem-bar__reason">
          <Notice tone="warn">{reason}</Notice>
        </View>
      )}
      <View className={later ? 'redeem-bar redeem-bar--stacked' : 'redeem-bar'}>
        <View className="redeem-bar__words">
          <Amount value={data?.points ?? benefit.points} size="large" tone="brand" />
          {data && left !== undefined && (
            <View className="redeem-bar__left">
              {(data.balanceAfter === null ? words.balanceNow : words.balanceAfter)(formatPoints(left))}
            </View>
          )}
          {awaited && <Countdown to={awaited} />}
        </View>
        <Button disabled={!data || reason !== undefined} onClick={onRedeem}>
          {later ? releaseText(later, now()) : reason ? words.cannotNow : words.redeem}
        </Button>
      </View>
    </>
  )
}

function Closed({ benefit, quote, reload }: Pick<RedeemBarProps, 'benefit' | 'reload'> & { quote: FailedAnswer }) {
  const words = redemptionWords()
  const code = quote.trouble instanceof Refusal ? quote.trouble.code : undefined
  const login = code === 'session_missing' || code === 'session_ended'
  const bind = code === 'card_required' || code === 'phone_required'
  if (!login && !bind) {
    return (
      <Notice tone="warn" action={{ text: words.retry, onClick: reload }}>
        {words.quoteFailed}
      </Notice>
    )
  }
  return (
    <View className="redeem-bar">
      <View className="redeem-bar__words">
        <Amount value={benefit.points} size="large" tone="brand" />
        <View className="redeem-bar__left">{stockOf(benefit, now()).text}</View>
      </View>
      <Button onClick={() => open(login ? 'login' : 'bind')}>{login ? words.loginToRedeem : words.bindToRedeem}</Button>
    </View>
  )
}

type FailedAnswer = Extract<Answer<Quote>, { phase: 'failed' }>

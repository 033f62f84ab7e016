import { View } from '@tarojs/components'
import { useState } from 'react'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { maskAccount } from '../../../shared/values/masks'
import { askAgain, openAttempt, sendOnce } from '../../answers/sendOnce'
import { AgreeSheet, type Remedy } from '../../ui/AgreeSheet'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Row } from '../../ui/Row'
import { replace } from '../../wechat/navigation'
import type { Refusal } from '../../wechat/refusal'
import { dayOf, formatDay } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { AccountStep } from './AccountStep'
import type { RedemptionWish } from './redeem'
import { road } from './road'
import { useStepUp } from './useStepUp'
import { mayTryAgain, type Quote, sentenceAtConfirming } from './whyNot'
import { redemptionWords } from './words'

interface ConfirmSheetProps {
  benefit: BenefitDetail
  quote: Quote
  /** What was asked is out of date. */
  reload: () => Promise<unknown>
  onClose: () => void
}

/** The last look before points are spent; where something is topped up, whom comes first. */
export function ConfirmSheet({ benefit, quote, reload, onClose }: ConfirmSheetProps) {
  const words = redemptionWords()
  const target = useTarget(benefit, quote)
  const wish = { benefitId: benefit.id, points: quote.points, account: target.account }
  const stepUp = useStepUp(wish)
  const takes = (refusal: Refusal) => {
    if (refusal.code === 'not_released_yet') reload()
    return target.takes(refusal) || stepUp.takes(refusal)
  }
  return (
    <AgreeSheet
      title={stepUp.step ? words.stepUpTitle : words.confirmTitle}
      subject={benefit.title}
      words={{
        final: quote.stepUp ? words.finals[quote.delivery] + words.stepUpAhead : words.finals[quote.delivery],
        confirm: words.confirm,
        busy: words.redeeming,
        unsettled: words.unsettled,
      }}
      first={target.step ?? stepUp.step}
      unsettled={target.unsettled}
      sentenceOf={(refusal) => sentenceAtConfirming(refusal, quote)}
      takes={takes}
      remedyOf={(refusal) => remedyOf(refusal, { reload, onClose })}
      goOnWith={stepUp.token}
      send={() => sendOnce(stepUp.road, wish)}
      askAgain={() => askAgain(road, wish)}
      onDone={({ id }) => replace('result', { id })}
      onClose={onClose}
    >
      <Row title={words.before} end={<Amount value={quote.balanceBefore} />} />
      <Row title={words.cost} end={<Amount value={-quote.points} tone="brand" />} />
      <Row title={words.after} end={<Amount value={quote.balanceAfter ?? 0} />} />
      {target.account && <AccountRow account={target.account} onChange={target.change} />}
      {quote.validUntil && <Row title={words.validUntil} end={formatDay(dayOf(quote.validUntil))} />}
      <Row title={words.redeemedByMe} end={words.ofLimit(quote.redeemedByMe, quote.limitPerPerson)} />
    </AgreeSheet>
  )
}

/** What was refused for good is not sent again: a new price is read and agreed to anew, all else ends here. */
export function remedyOf(
  refusal: Refusal,
  { reload, onClose }: Pick<ConfirmSheetProps, 'reload' | 'onClose'>,
): Remedy | undefined {
  const words = redemptionWords()
  if (mayTryAgain(refusal)) return undefined
  if (refusal.code !== 'price_changed') return { text: words.understood, act: onClose }
  return {
    text: words.readPrice,
    busy: words.readingPrice,
    act: async () => {
      await reload()
    },
  }
}

/**
 * Whom to top up. As long as an earlier try has no answer its account stands: the same request has to be sent, and
 * another account would be another redemption.
 */
function useTarget({ id: benefitId }: BenefitDetail, { account: kind, points }: Quote) {
  const wish: RedemptionWish = { benefitId, points }
  const open = openAttempt(road, wish)
  const [unsettled] = useState(kind !== null && open !== undefined)
  const [account, setAccount] = useState(open?.account)
  const [typed, setTyped] = useState(open?.account ?? '')
  const [refused, setRefused] = useState<string>()
  const goBack = (sentence?: string) => {
    setRefused(sentence)
    setAccount(undefined)
  }
  const next = (given: string) => {
    setTyped(given)
    setAccount(given)
  }
  return {
    account: kind === null ? undefined : account,
    unsettled,
    step:
      kind !== null && account === undefined ? (
        <AccountStep kind={kind} typed={typed} refused={refused} onNext={next} />
      ) : undefined,
    takes: (refusal: Refusal): boolean => {
      if (kind === null || !ofAccount.has(refusal.code)) return false
      goBack(refusalSentence(refusal))
      return true
    },
    change: open ? undefined : () => goBack(),
  }
}

const ofAccount: ReadonlySet<Refusal['code']> = new Set(['account_invalid', 'account_required'])

function AccountRow({ account, onChange }: { account: string; onChange: (() => void) | undefined }) {
  const words = redemptionWords()
  const change = onChange && (
    <View
      className="account-row__change"
      hoverClass="account-row__change--pressed"
      onClick={onChange}
      {...aria({ role: 'button', label: words.changeAccount })}
    >
      {words.change}
    </View>
  )
  return (
    <Row
      title={words.account}
      end={
        <View className="account-row">
          <View>{maskAccount(account)}</View>
          {change}
        </View>
      }
    />
  )
}

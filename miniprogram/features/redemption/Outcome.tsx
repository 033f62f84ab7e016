import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon } from '../../ui/Icon'
import { Row } from '../../ui/Row'
import { now } from '../../wechat/chance'
import { replace } from '../../wechat/navigation'
import { formatMoment } from '../../words/dates'
import { ProofSheet } from './ProofSheet'
import { isUnderWay, told } from './told'
import { redemptionWords } from './words'

/** One redemption: what became of it, and what it was. */
export function Outcome({ redemption, children }: { redemption: Redemption; children?: ReactNode }) {
  const { tone, icon, title, text } = told(redemption, now())
  return (
    <>
      <View className="result" {...aria({ role: 'status' })}>
        <View className={`result__sign result__sign--${tone}`}>
          <Icon name={icon} size="huge" />
        </View>
        <View className="result__title">{title}</View>
        <View className="result__text">{text}</View>
      </View>
      {children}
      <Particulars redemption={redemption} />
    </>
  )
}

function Particulars({ redemption }: { redemption: Redemption }) {
  const words = redemptionWords()
  const [proving, setProving] = useState(false)
  const { id, title, state, delivery, accountMasked, orderNo, codeMasked, redeemedAt, deliveredAt } = redemption
  return (
    <>
      <Card flush>
        <Row title={title} />
        {accountMasked && <Row title={words.account} end={accountMasked} />}
        <Row title={pointsName(redemption)} end={pointsOf(redemption)} />
        <Row title={words.redeemedAt} end={formatMoment(redeemedAt)} />
        {delivery === 'topup' && deliveredAt && <Row title={words.deliveredAt} end={formatMoment(deliveredAt)} />}
        {codeMasked && (
          <Row
            title={delivery === 'link' ? words.link : words.code}
            end={<View className="code-line">{codeMasked}</View>}
          />
        )}
        {orderNo && <Row title={words.orderNo} note={<View className="order-line">{orderNo}</View>} />}
        {state === 'delivered' && <Row title={words.proof} end="" onClick={() => setProving(true)} />}
      </Card>
      {proving && <ProofSheet redemptionId={id} onClose={() => setProving(false)} />}
    </>
  )
}

function pointsName(redemption: Redemption): string {
  const words = redemptionWords()
  if (isUnderWay(redemption)) return words.reserved
  return redemption.state === 'failed' ? words.returned : words.spent
}

function pointsOf({ origin, points }: Redemption) {
  return origin === 'entitlement' ? redemptionWords().byTier : <Amount value={points} />
}

/** Where to go from here. */
export function NextSteps({ redemption }: { redemption: Redemption | undefined }) {
  const words = redemptionWords()
  const toHome = { text: words.toHome, go: () => replace('home') }
  const toWallet = { text: words.toWallet, go: () => replace('wallet') }
  const toCatalogue = { text: words.toCatalogue, go: () => replace('catalogue') }
  const [main, other] = redemption && isOver(redemption) ? [toCatalogue, toHome] : [toWallet, toHome]
  return (
    <View className="page__actions">
      <Button onClick={main.go}>{main.text}</Button>
      <Button kind="plain" onClick={other.go}>
        {other.text}
      </Button>
    </View>
  )
}

/** Nothing of it is left to be used or waited for: the wallet would open on an empty shelf. */
function isOver({ state, delivery }: Redemption): boolean {
  return state === 'failed' || (state === 'delivered' && delivery === 'topup')
}

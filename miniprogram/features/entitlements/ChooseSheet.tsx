import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { newKey, now, wait } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { storage } from '../../wechat/storage'
import { formatDay, formatMonth } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { type Outcome, openAttempt, redeem, settle } from '../redemption/redeem'
import { entitlementWords } from './words'

interface ChooseSheetProps {
  option: EntitlementOption
  entitlements: Pick<Entitlements, 'today' | 'month'>
  onClose: () => void
}

type State = { kind: 'asked' } | { kind: 'busy' } | Outcome

const { redemption, entitlements: chosen } = server
const tools = { redemption, entitlements: chosen, storage, newKey, now, wait }

/** The last look before the month's choice is used. */
export function ChooseSheet({ option: { benefit, validDays }, entitlements, onClose }: ChooseSheetProps) {
  const words = entitlementWords()
  const [state, setState] = useState<State>({ kind: 'asked' })
  const underWay = useRef(false)
  const { today, month } = entitlements
  const wish = { benefitId: benefit.id, points: 0, month }

  const act = async (ask: () => Promise<Outcome>) => {
    // State arrives a moment late; a double tap does not wait for it.
    if (underWay.current) return
    underWay.current = true
    setState({ kind: 'busy' })
    const outcome = await ask().finally(() => {
      underWay.current = false
    })
    if (outcome.kind !== 'redeemed') return setState(outcome)
    open('result', { id: outcome.redemption.id })
    onClose()
  }
  const confirm = () => act(() => redeem(tools, wish))
  const askAgain = () =>
    act(async () => {
      const attempt = openAttempt(storage, wish)
      return attempt ? settle(tools, attempt) : { kind: 'unsettled' }
    })

  return (
    <Sheet title={words.confirmTitle} onClose={onClose}>
      <View className="choose__title">{benefit.title}</View>
      <View className="choose__rows">
        <Row title={words.month} end={formatMonth(month)} />
        <Row title={words.cost} end={words.noPoints} />
        <Row title={words.delivery} end={words.deliveryCode} />
        <Row title={words.codeValid} end={words.codeUntil(formatDay(addDays(today as BusinessDay, validDays)))} />
      </View>
      <View className="choose__notice">
        <Told state={state} />
      </View>
      {state.kind === 'unsettled' ? (
        <View className="choose__unsettled">
          <Button onClick={askAgain}>{words.askAgain}</Button>
          <Button kind="plain" onClick={confirm}>
            {words.sendAgain}
          </Button>
        </View>
      ) : (
        <Button busy={state.kind === 'busy'} onClick={confirm}>
          {state.kind === 'busy' ? words.choosing : words.confirm}
        </Button>
      )}
    </Sheet>
  )
}

function Told({ state }: { state: State }) {
  const words = entitlementWords()
  if (state.kind === 'refused') return <Notice tone="danger">{refusalSentence(state.refusal)}</Notice>
  if (state.kind === 'unsettled') return <Notice tone="warn">{words.unsettled}</Notice>
  return <Notice>{words.final}</Notice>
}

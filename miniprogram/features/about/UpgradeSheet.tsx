import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import { server } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { newKey, now, wait } from '../../wechat/chance'
import type { Refusal } from '../../wechat/refusal'
import { storage } from '../../wechat/storage'
import { formatDay } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { tierName } from '../../words/tierName'
import './about.scss'
import { openUpgrade, settleUpgrade, type UpgradeOutcome, type UpgradeWish, upgrade } from './upgrade'
import { aboutWords } from './words'

interface UpgradeSheetProps {
  offer: UpgradeWish
  available: number
  today: string
  onClose: () => void
}

type State = { kind: 'asked' } | { kind: 'busy' } | UpgradeOutcome

const tools = { tiers: server.tiers, storage, newKey, now, wait }
const termMonths = 12

/** The last look before points are spent on a tier, and afterwards what came of it. */
export function UpgradeSheet({ offer, available, today, onClose }: UpgradeSheetProps) {
  const words = aboutWords()
  const [state, setState] = useState<State>({ kind: 'asked' })
  const underWay = useRef(false)

  const act = async (ask: () => Promise<UpgradeOutcome>) => {
    // State arrives a moment late; a double tap does not wait for it.
    if (underWay.current) return
    underWay.current = true
    setState({ kind: 'busy' })
    const outcome = await ask().finally(() => {
      underWay.current = false
    })
    setState(outcome)
  }
  const confirm = () => act(() => upgrade(tools, offer))
  const askAgain = () =>
    act(async () => {
      const attempt = openUpgrade(storage, offer.tier)
      return attempt ? settleUpgrade(tools, attempt) : { kind: 'unsettled' }
    })

  if (state.kind === 'upgraded') return <Upgraded standing={state.standing} onClose={onClose} />
  return (
    <Sheet title={words.upgradeTitle} onClose={onClose}>
      <View className="upgrade__title">{words.upgradeTo(tierName(offer.tier))}</View>
      <View className="upgrade__rows">
        <Row title={words.before} end={<Amount value={available} />} />
        <Row title={words.cost} end={<Amount value={-offer.points} tone="brand" />} />
        <Row title={words.after} end={<Amount value={available - offer.points} />} />
        <Row title={words.tierValid} end={words.until(formatDay(addMonths(today as BusinessDay, termMonths)))} />
      </View>
      <View className="upgrade__notice">
        <Told state={state} />
      </View>
      {state.kind === 'unsettled' ? (
        <View className="upgrade__unsettled">
          <Button onClick={askAgain}>{words.askAgain}</Button>
          <Button kind="plain" onClick={confirm}>
            {words.sendAgain}
          </Button>
        </View>
      ) : (
        <Button busy={state.kind === 'busy'} onClick={confirm}>
          {state.kind === 'busy' ? words.upgrading : words.upgradeConfirm}
        </Button>
      )}
    </Sheet>
  )
}

function Upgraded({
  standing,
  onClose,
}: {
  standing: Extract<State, { kind: 'upgraded' }>['standing']
  onClose: () => void
}) {
  const words = aboutWords()
  const { tier, termEndsOn } = standing
  return (
    <Sheet title={words.upgradeDone} onClose={onClose}>
      <View className="upgrade__rows">
        <Row icon="star" title={words.yours} end={tierName(tier)} />
        {termEndsOn && <Row icon="clock" title={words.tierValid} end={words.until(formatDay(termEndsOn))} />}
      </View>
      <View className="upgrade__notice">
        <Notice tone="good">{words.upgradedTo(tierName(tier))}</Notice>
      </View>
      <Button onClick={onClose}>{words.understood}</Button>
    </Sheet>
  )
}

function Told({ state }: { state: State }) {
  const words = aboutWords()
  if (state.kind === 'refused') return <Notice tone="danger">{sentenceOf(state.refusal)}</Notice>
  if (state.kind === 'unsettled') return <Notice tone="warn">{words.unsettled}</Notice>
  return <Notice>{words.final}</Notice>
}

/** Where the common sentence speaks of redeeming, this one speaks of the tier. */
function sentenceOf(refusal: Refusal): string {
  const { upgradePriceChanged, upgradeInDebt } = aboutWords()
  if (refusal.code === 'price_changed') return upgradePriceChanged
  return refusal.code === 'points_in_debt' ? upgradeInDebt : refusalSentence(refusal)
}

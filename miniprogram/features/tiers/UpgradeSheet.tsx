import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Standing } from '../../../shared/contract/tiers'
import { addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import { askAgain, sendOnce } from '../../answers/sendOnce'
import { server } from '../../session/server'
import { AgreeSheet } from '../../ui/AgreeSheet'
import { Amount } from '../../ui/Amount'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { newKey, now, wait } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import type { Refusal } from '../../wechat/refusal'
import { storage } from '../../wechat/storage'
import { formatDay } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { tierName } from '../../words/tierName'
import { type UpgradeWish, upgradeRoad } from './upgrade'
import { upgradeWords } from './upgradeWords'

interface UpgradeSheetProps {
  offer: UpgradeWish
  available: number
  today: string
  onClose: () => void
}

const road = upgradeRoad(server.tiers, { storage, newKey, now, wait })

/** The last look before points are spent on a tier, and afterwards what came of it. */
export function UpgradeSheet({ offer, available, today, onClose }: UpgradeSheetProps) {
  const words = upgradeWords()
  const [reached, setReached] = useState<Standing>()
  if (reached) return <Upgraded standing={reached} onClose={onClose} />
  return (
    <AgreeSheet
      title={words.upgradeTitle}
      subject={words.upgradeTo(tierName(offer.tier))}
      words={{ final: words.final, confirm: words.upgradeConfirm, busy: words.upgrading, unsettled: words.unsettled }}
      sentenceOf={sentenceOf}
      send={() => sendOnce(road, offer)}
      askAgain={() => askAgain(road, offer)}
      onDone={setReached}
      onClose={onClose}
    >
      <Row title={words.before} end={<Amount value={available} />} />
      <Row title={words.cost} end={<Amount value={-offer.points} tone="brand" />} />
      <Row title={words.after} end={<Amount value={available - offer.points} />} />
      <Row title={words.tierValid} end={words.until(formatDay(addMonths(today as BusinessDay, offer.termMonths)))} />
    </AgreeSheet>
  )
}

function Upgraded({ standing: { tier, termEndsOn }, onClose }: { standing: Standing; onClose: () => void }) {
  const words = upgradeWords()
  return (
    <Sheet title={words.upgradeDone} onClose={onClose}>
      <View className="agree__rows">
        <Row icon="star" title={words.yours} end={tierName(tier)} />
        {termEndsOn && <Row icon="clock" title={words.tierValid} end={words.until(formatDay(termEndsOn))} />}
      </View>
      <View className="agree__notice">
        <Notice tone="good">{words.upgradedTo(tierName(tier))}</Notice>
      </View>
      <Button
        onClick={() => {
          onClose()
          open('ceremony')
        }}
      >
        {words.seeNew}
      </Button>
    </Sheet>
  )
}

/** Where the common sentence speaks of redeeming, this one speaks of the tier. */
function sentenceOf(refusal: Refusal): string {
  const { upgradePriceChanged, upgradeInDebt } = upgradeWords()
  if (refusal.code === 'price_changed') return upgradePriceChanged
  return refusal.code === 'points_in_debt' ? upgradeInDebt : refusalSentence(refusal)
}

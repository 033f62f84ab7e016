import { View } from '@tarojs/components'
import { useState } from 'react'
import { formatPoints } from '../../../shared/values/points'
import { Button } from '../../ui/Button'
import { Row } from '../../ui/Row'
import { useOnline } from '../../wechat/network'
import { tierName } from '../../words/tierName'
import { UpgradeSheet } from './UpgradeSheet'
import { type Means, type UpgradeWish, whyNoUpgrade } from './upgrade'
import { upgradeWords } from './upgradeWords'

interface UpgradeRowProps {
  offer: UpgradeWish
  points: Means
  today: string
  reload: () => void
}

/** The next tier for points, said once and quietly; where it cannot be had, with the reason. */
export function UpgradeRow({ offer, points, today, reload }: UpgradeRowProps) {
  const words = upgradeWords()
  const online = useOnline()
  const [asked, setAsked] = useState(false)
  const price = formatPoints(offer.points)
  const tier = tierName(offer.tier)
  const reason = whyNoUpgrade(offer, points) ?? (online ? undefined : words.upgradeOffline)
  const close = () => {
    setAsked(false)
    reload()
  }
  return (
    <>
      <Row
        icon="rise"
        title={words.upgradeTo(tier)}
        note={<Note gives={words.upgradeGives(price, offer.termMonths)} reason={reason} />}
        end={
          <Button
            kind="soft"
            size="small"
            label={words.upgradeOffer(price, tier)}
            disabled={reason !== undefined}
            onClick={() => setAsked(true)}
          >
            {words.upgrade}
          </Button>
        }
      />
      {asked && <UpgradeSheet offer={offer} available={points.available} today={today} onClose={close} />}
    </>
  )
}

function Note({ gives, reason }: { gives: string; reason: string | undefined }) {
  return (
    <>
      <View>{gives}</View>
      {reason && <View>{reason}</View>}
    </>
  )
}

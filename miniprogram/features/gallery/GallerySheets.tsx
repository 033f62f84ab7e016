import { View } from '@tarojs/components'
import { useState } from 'react'
import { AgreeSheet } from '../../ui/AgreeSheet'
import { Button } from '../../ui/Button'
import { PrivacySheet } from '../../ui/PrivacySheet'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { usePageParams } from '../../wechat/page'
import { Refusal } from '../../wechat/refusal'
import { galleryWords } from './words'

const kinds = ['sheet', 'agree', 'privacy'] as const
type Kind = (typeof kinds)[number]

/** `?open=agree` opens one at once, for a picture of it. */
export function GallerySheets() {
  const words = galleryWords()
  const { open } = usePageParams()
  const [shown, setShown] = useState<Kind | undefined>(kinds.find((kind) => kind === open))
  const close = () => setShown(undefined)
  return (
    <View className="page__actions">
      {kinds.map((kind) => (
        <Button key={kind} kind="soft" onClick={() => setShown(kind)}>
          {words.open[kind]}
        </Button>
      ))}
      {shown === 'sheet' && (
        <Sheet title={words.benefit} onClose={close}>
          <View className="sheet-text">{words.note}</View>
        </Sheet>
      )}
      {shown === 'agree' && <Agree onClose={close} />}
      {shown === 'privacy' && <PrivacySheet />}
    </View>
  )
}

function Agree({ onClose }: { onClose: () => void }) {
  const words = galleryWords()
  return (
    <AgreeSheet
      title={words.redeem}
      subject={words.longBenefit}
      words={{ final: words.final, confirm: words.redeemLong, busy: words.busy, unsettled: words.unsettled }}
      send={async () => ({ kind: 'refused', refusal: new Refusal('sold_out') })}
      askAgain={async () => ({ kind: 'unsettled' })}
      onDone={onClose}
      onClose={onClose}
    >
      <Row title={words.growth} end="1,280" />
      <Row title={words.phone} end="138****5678" />
    </AgreeSheet>
  )
}

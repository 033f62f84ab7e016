import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Switch, SwitchRow } from '../../ui/Switch'
import { Tabs } from '../../ui/Tabs'
import { galleryWords } from './words'

const nothing = () => {}
const kinds = ['primary', 'soft', 'plain', 'danger'] as const

export function Controls() {
  return (
    <>
      <Buttons />
      <Switches />
      <ShownTabs />
    </>
  )
}

function Buttons() {
  const words = galleryWords()
  return (
    <>
      {kinds.map((kind) => (
        <Card key={kind} title={`Button ${kind}`}>
          <View className="gallery__stack">
            <Button kind={kind}>{words.redeem}</Button>
            <Button kind={kind} icon="gift">
              {words.redeemLong}
            </Button>
            <Button kind={kind} busy>
              {words.busy}
            </Button>
            <Button kind={kind} disabled>
              {words.redeem}
            </Button>
          </View>
          <View className="gallery__line" />
          <View className="gallery__line">
            <Button kind={kind} size="small" icon="copy">
              {words.redeem}
            </Button>
            <Button kind={kind} size="small" disabled>
              {words.redeem}
            </Button>
          </View>
        </Card>
      ))}
    </>
  )
}

function Switches() {
  const words = galleryWords()
  const [on, setOn] = useState(true)
  return (
    <Card title="Switch" flush>
      <SwitchRow title={words.quiet} note={words.quietNote} on={on} onChange={setOn} />
      <SwitchRow title={words.quiet} on={!on} onChange={(next) => setOn(!next)} />
      <SwitchRow title={words.quiet} note={words.quietNote} on busy onChange={nothing} />
      <SwitchRow title={words.longBenefit} on={false} disabled onChange={nothing} />
      <View className="gallery__line card-text">
        <Switch label={words.quiet} on={on} onChange={setOn} />
        <Switch label={words.quiet} on={!on} onChange={(next) => setOn(!next)} />
        <Switch label={words.quiet} on disabled onChange={nothing} />
      </View>
    </Card>
  )
}

type Shelf = 'usable' | 'used' | 'past'

function ShownTabs() {
  const { tabs, parts } = galleryWords()
  const [shelf, setShelf] = useState<Shelf>('usable')
  const counts = { usable: 12, used: 3, past: undefined }
  const choices = (['usable', 'used', 'past'] as const).map((value) => ({
    value,
    text: tabs[value],
    count: counts[value],
  }))
  return (
    <Card title="Tabs" flush>
      <Tabs label={parts.list} choices={choices} chosen={shelf} onChoose={setShelf} />
      <View className="gallery__line" />
      <Tabs label={parts.list} choices={choices.slice(0, 2)} chosen={shelf} onChoose={setShelf} />
      <View className="gallery__line" />
    </Card>
  )
}

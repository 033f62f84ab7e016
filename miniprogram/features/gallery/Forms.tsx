import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Chips } from '../../ui/Chips'
import { ChoiceSheet, Select } from '../../ui/ChoiceSheet'
import { Choices } from '../../ui/Choices'
import { Field } from '../../ui/Field'
import { SearchField } from '../../ui/SearchField'
import { galleryWords } from './words'

const nothing = () => {}
type Frequency = 'each' | 'daily' | 'off'

export function Forms() {
  return (
    <>
      <Fields />
      <Searches />
      <Chosen />
    </>
  )
}

function Fields() {
  const words = galleryWords()
  const [phone, setPhone] = useState('')
  return (
    <Card title="Field">
      <Field
        label={words.phone}
        value={phone}
        onInput={setPhone}
        kind="number"
        maxLength={11}
        placeholder="138 0000 0000"
        hint={words.phoneHint}
      />
      <Field label={words.phone} value="138****5678" onInput={nothing} disabled />
      <Field label={words.phone} value="138" onInput={nothing} error={words.phoneWrong} />
      <Field
        label={words.code}
        value=""
        onInput={nothing}
        end={
          <Button kind="plain" size="small">
            {words.send}
          </Button>
        }
      />
    </Card>
  )
}

function Searches() {
  const words = galleryWords()
  const [text, setText] = useState(words.benefit)
  return (
    <>
      <SearchField label={words.search} placeholder={words.search} value="" onInput={nothing} />
      <SearchField label={words.search} placeholder={words.search} value={text} onInput={setText} />
    </>
  )
}

function Chosen() {
  const words = galleryWords()
  const [category, setCategory] = useState('0')
  const categories = words.categories.map((text, index) => ({ value: String(index), text }))
  return (
    <>
      <Chips label={words.parts.facts} choices={categories} chosen={category} onChoose={setCategory} />
      <Frequencies />
    </>
  )
}

function Frequencies() {
  const words = galleryWords()
  const [frequency, setFrequency] = useState<Frequency>('daily')
  const [isAsked, setAsked] = useState(false)
  const choices = (['each', 'daily', 'off'] as const).map((value) => ({
    value,
    text: words.frequencies[value],
    note: value === 'daily' ? words.frequencyNote : undefined,
  }))
  const choose = (value: Frequency) => {
    setFrequency(value)
    setAsked(false)
  }
  return (
    <>
      <Card title="Choices">
        <Choices label={words.frequency} choices={choices} chosen={frequency} onChoose={setFrequency} />
      </Card>
      <Card title="Select" flush>
        <Select icon="bell" title={words.frequency} choices={choices} chosen={frequency} onChoose={setFrequency} />
        <Select title={words.frequency} choices={choices} chosen={frequency} onChoose={setFrequency} disabled />
      </Card>
      <View className="page__actions">
        <Button kind="soft" onClick={() => setAsked(true)}>
          {words.open.choice}
        </Button>
      </View>
      {isAsked && (
        <ChoiceSheet
          title={words.frequency}
          choices={choices}
          chosen={frequency}
          onChoose={choose}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}

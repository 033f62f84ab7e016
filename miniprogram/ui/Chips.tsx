import { ScrollView, View } from '@tarojs/components'
import { useState } from 'react'
import { onH5 } from '../wechat/platform'
import { aria } from './aria'

let lines = 0

interface ChipsProps<T extends string> {
  label: string
  choices: { value: T; text: string }[]
  chosen: T
  onChoose: (value: T) => void
}

/** One choice of several, in a line that scrolls sideways. */
export function Chips<T extends string>({ label, choices, chosen, onChoose }: ChipsProps<T>) {
  const [name] = useState(() => `chips-${++lines}`)
  const chosenId = `${name}-${choices.findIndex(({ value }) => value === chosen)}`
  return (
    <ScrollView
      scrollX
      enhanced
      showScrollbar={false}
      className="chips"
      // In a browser Taro would move the whole page to bring it into sight.
      scrollIntoView={onH5 ? undefined : chosenId}
      {...aria({ label })}
    >
      <View className="chips__line" {...aria({ role: 'tablist', label })}>
        {choices.map(({ value, text }, index) => (
          <View
            key={value}
            id={`${name}-${index}`}
            className="chips__target"
            hoverClass="chips__target--pressed"
            onClick={() => onChoose(value)}
            {...aria({ role: 'tab', selected: value === chosen, label: text })}
          >
            <View className={value === chosen ? 'chip chip--chosen' : 'chip'}>{text}</View>
          </View>
        ))}
      </View>
    </ScrollView>
  )
}

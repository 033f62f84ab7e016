import { ScrollView, View } from '@tarojs/components'
import { aria } from './aria'

interface ChipsProps<T extends string> {
  label: string
  choices: { value: T; text: string }[]
  chosen: T
  onChoose: (value: T) => void
}

/** One choice of several, in a line that scrolls sideways. */
export function Chips<T extends string>({ label, choices, chosen, onChoose }: ChipsProps<T>) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chips" {...aria({ label })}>
      <View className="chips__line" {...aria({ role: 'tablist', label })}>
        {choices.map(({ value, text }) => (
          <View
            key={value}
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

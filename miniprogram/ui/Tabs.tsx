import { View } from '@tarojs/components'
import { aria } from './aria'

interface TabsProps<T extends string> {
  label: string
  /** Two to four; `count` stands behind the word. */
  choices: { value: T; text: string; count?: number }[]
  chosen: T
  onChoose: (value: T) => void
}

/** The parts of one page, side by side over its whole width; where there are more than four, `Chips` scroll. */
export function Tabs<T extends string>({ label, choices, chosen, onChoose }: TabsProps<T>) {
  return (
    <View className="tabs" {...aria({ role: 'tablist', label })}>
      {choices.map(({ value, text, count }) => {
        const isChosen = value === chosen
        const words = count === undefined ? text : `${text} ${count}`
        return (
          <View
            key={value}
            className={isChosen ? 'tabs__tab tabs__tab--chosen' : 'tabs__tab'}
            hoverClass="tabs__tab--pressed"
            onClick={() => onChoose(value)}
            {...aria({ role: 'tab', selected: isChosen, label: words })}
          >
            <View className="tabs__text">{words}</View>
          </View>
        )
      })}
    </View>
  )
}

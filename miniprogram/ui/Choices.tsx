import { View } from '@tarojs/components'
import { aria } from './aria'
import { Icon } from './Icon'

interface ChoicesProps<T extends string> {
  label: string
  choices: { value: T; text: string; note?: string }[]
  chosen: T
  onChoose: (value: T) => void
}

/** One choice of a few, each on its own line. */
export function Choices<T extends string>({ label, choices, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <View className="choices" {...aria({ role: 'radiogroup', label })}>
      {choices.map(({ value, text, note }) => (
        <View
          key={value}
          className={value === chosen ? 'choice choice--chosen' : 'choice'}
          hoverClass="choice--pressed"
          onClick={() => onChoose(value)}
          {...aria({ role: 'radio', checked: value === chosen, label: note ? `${text}, ${note}` : text })}
        >
          <View className="choice__words">
            <View className="choice__text">{text}</View>
            {note && <View className="choice__note">{note}</View>}
          </View>
          {value === chosen && <Icon name="check" />}
        </View>
      ))}
    </View>
  )
}

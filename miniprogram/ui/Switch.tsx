import { View } from '@tarojs/components'
import { aria } from './aria'

interface SwitchProps {
  label: string
  on: boolean
  onChange: (on: boolean) => void
  /** Under way: shows where it will be, and is not to be tapped again. */
  busy?: boolean
  disabled?: boolean
}

/** On or off, at once. Where the words beside it shall be tapped too, there is `SwitchRow`. */
export function Switch({ label, on, onChange, busy = false, disabled = false }: SwitchProps) {
  const still = busy || disabled
  return (
    <View
      className="switch-target"
      hoverClass={still ? 'none' : 'switch-target--pressed'}
      onClick={still ? undefined : () => onChange(!on)}
      {...aria({ role: 'switch', checked: on, disabled: still, label })}
    >
      <SwitchShape on={on} still={still} />
    </View>
  )
}

interface SwitchRowProps extends Omit<SwitchProps, 'label'> {
  title: string
  note?: string
}

/** A line of settings that is one switch, words and all. */
export function SwitchRow({ title, note, on, onChange, busy = false, disabled = false }: SwitchRowProps) {
  const still = busy || disabled
  return (
    <View
      className="row"
      hoverClass={still ? 'none' : 'row--pressed'}
      onClick={still ? undefined : () => onChange(!on)}
      {...aria({ role: 'switch', checked: on, disabled: still, label: note ? `${title}, ${note}` : title })}
    >
      <View className="row__words">
        <View className="row__title">{title}</View>
        {note && <View className="row__note">{note}</View>}
      </View>
      <SwitchShape on={on} still={still} />
    </View>
  )
}

function SwitchShape({ on, still }: { on: boolean; still: boolean }) {
  return (
    <View className={`switch${on ? ' switch--on' : ''}${still ? ' switch--still' : ''}`} {...aria({ hidden: true })}>
      <View className="switch__knob" />
    </View>
  )
}

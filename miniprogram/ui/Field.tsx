import { Input, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { onH5 } from '../wechat/platform'
import { aria } from './aria'

interface FieldProps {
  label: string
  value: string
  onInput: (value: string) => void
  /** Told below the field, and read with it. */
  error?: string
  hint?: string
  placeholder?: string
  kind?: 'text' | 'number'
  maxLength?: number
  focus?: boolean
  disabled?: boolean
  /** A small button at the right end, as "send again". */
  end?: ReactNode
}

export function Field(props: FieldProps) {
  const { label, value, onInput, error, hint, placeholder, kind = 'text', maxLength = 40, focus, disabled, end } = props
  const meaning = aria({ label, invalid: error !== undefined })
  return (
    <View className={error ? 'field field--wrong' : 'field'}>
      <View className="field__label">{label}</View>
      <View className="field__line">
        <Input
          className="field__input"
          value={value}
          type={kind}
          maxlength={maxLength}
          placeholder={placeholder}
          placeholderClass="field__placeholder"
          focus={focus}
          disabled={disabled}
          onInput={(event) => onInput(event.detail.value)}
          // In a browser the input that people reach lies inside Taro's, and only it may carry the name.
          {...(onH5 ? { nativeProps: meaning } : meaning)}
        />
        {end}
      </View>
      {error ? (
        <View className="field__error" {...aria({ role: 'alert' })}>
          {error}
        </View>
      ) : (
        hint && <View className="field__hint">{hint}</View>
      )}
    </View>
  )
}

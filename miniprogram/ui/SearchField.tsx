import { Input, View } from '@tarojs/components'
import { onH5 } from '../wechat/platform'
import { aria } from './aria'
import { Icon } from './Icon'
import { uiWords } from './words'

interface SearchFieldProps {
  label: string
  placeholder: string
  value: string
  onInput: (value: string) => void
  /** The keyboard's own search key. */
  onSearch?: (value: string) => void
  focus?: boolean
}

export function SearchField({ label, placeholder, value, onInput, onSearch, focus }: SearchFieldProps) {
  const meaning = aria({ role: 'searchbox', label })
  return (
    <View className="search">
      <View className="search__icon">
        <Icon name="search" />
      </View>
      <Input
        className="search__input"
        value={value}
        type="text"
        confirmType="search"
        maxlength={30}
        placeholder={placeholder}
        placeholderClass="search__placeholder"
        focus={focus}
        onInput={(event) => onInput(event.detail.value)}
        onConfirm={(event) => onSearch?.(event.detail.value)}
        // In a browser the input that people reach lies inside Taro's, and only it may carry the name.
        {...(onH5 ? { nativeProps: meaning } : meaning)}
      />
      {value !== '' && (
        <View
          className="search__clear"
          hoverClass="search__clear--pressed"
          onClick={() => onInput('')}
          {...aria({ role: 'button', label: uiWords().clear })}
        >
          <Icon name="close" size="small" />
        </View>
      )}
    </View>
  )
}

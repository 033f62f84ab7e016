import { View } from '@tarojs/components'
import { Button } from './Button'
import { Icon, type IconName } from './Icon'

interface EmptyProps {
  icon: IconName
  title: string
  text?: string
  action?: { text: string; onClick: () => void }
}

/** Says what is not there and offers one thing to do. */
export function Empty({ icon, title, text, action }: EmptyProps) {
  return (
    <View className="empty">
      <View className="empty__icon">
        <Icon name={icon} size="large" />
      </View>
      <View className="empty__title">{title}</View>
      {text && <View className="empty__text">{text}</View>}
      {action && (
        <View className="empty__action">
          <Button kind="soft" onClick={action.onClick}>
            {action.text}
          </Button>
        </View>
      )}
    </View>
  )
}

import { View } from '@tarojs/components'
import { aria } from '../../ui/aria'
import { Icon, type IconName } from '../../ui/Icon'

interface QuietLineProps {
  icon: IconName
  text: string
  onClick: () => void
  /** For what is to be celebrated. */
  isGold?: boolean
}

/** Something that waits to be looked at: a line in its place, never a window over the page. */
export function QuietLine({ icon, text, onClick, isGold = false }: QuietLineProps) {
  return (
    <View
      className={isGold ? 'quiet-line quiet-line--gold' : 'quiet-line'}
      hoverClass="quiet-line--pressed"
      onClick={onClick}
      {...aria({ role: 'button', label: text })}
    >
      <View className="quiet-line__icon">
        <Icon name={icon} />
      </View>
      <View className="quiet-line__text">{text}</View>
      <Icon name="chevron-right" size="small" />
    </View>
  )
}

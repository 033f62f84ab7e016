import { View } from '@tarojs/components'
import { aria } from './aria'
import { Icon } from './Icon'

interface SectionProps {
  title: string
  link?: { text: string; onClick: () => void }
}

/** The heading of a part of a page, with a way to the whole. */
export function Section({ title, link }: SectionProps) {
  return (
    <View className="page__section">
      <View className="page__section-title" {...aria({ role: 'heading' })}>
        {title}
      </View>
      {link && (
        <View
          className="page__section-link"
          hoverClass="page__section-link--pressed"
          onClick={link.onClick}
          {...aria({ role: 'button', label: `${title} ${link.text}` })}
        >
          {link.text}
          <Icon name="chevron-right" size="small" />
        </View>
      )}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { NewsTopic, Notice } from '../../../shared/contract/notifications'
import { aria } from '../../ui/aria'
import { Icon, type IconName } from '../../ui/Icon'
import { open } from '../../wechat/navigation'
import { formatMoment } from '../../words/dates'
import { say } from '../../words/words'
import { inboxWords } from './words'

const icons: Record<NewsTopic, IconName> = {
  redemption: 'gift',
  expiring: 'hourglass',
  tier: 'star',
  security: 'shield',
}

export function Message({ notice }: { notice: Notice }) {
  const words = inboxWords()
  const { topic, read, at } = notice
  const [title, text, when] = [say(notice.title), say(notice.text), formatMoment(at)]
  return (
    <View
      className="message"
      hoverClass="message--pressed"
      onClick={() => openAbout(notice)}
      {...aria({ role: 'button', label: `${read ? '' : `${words.unread}, `}${title}, ${text}, ${when}` })}
    >
      <View className="message__icon">
        <Icon name={icons[topic]} />
      </View>
      <View className="message__words">
        <View className="message__title">
          {title}
          {!read && <View className="message__dot" />}
        </View>
        <View className="message__text">{text}</View>
        <View className="message__note">{when}</View>
      </View>
      <View className="message__chevron">
        <Icon name="chevron-right" size="small" />
      </View>
    </View>
  )
}

function openAbout({ topic, redemptionId }: Notice): void {
  if (redemptionId) open('result', { id: redemptionId })
  else if (topic === 'expiring') open('lots')
  else if (topic === 'tier') open('tiers')
  else if (topic === 'security') open('lock')
  else open('wallet')
}

import { View } from '@tarojs/components'
import type { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Tag } from '../../ui/Tag'
import { formatMoment } from '../../words/dates'
import { identityWords } from './words'

export type Login = Awaited<ReturnType<typeof server.identity.devices>>['sessions'][number]

interface DeviceProps {
  login: Login
  onEnd: () => void
  onTrust: () => void
  onDistrust: () => void
}

/** One place where somebody is logged in. Only the device in their hand can be made a trusted one. */
export function Device({ login, onEnd, onTrust, onDistrust }: DeviceProps) {
  const words = identityWords()
  const { device, current, trustedAt } = login
  return (
    <View className="device">
      <View className="device__icon">
        <Icon name={trustedAt ? 'shield' : 'device'} />
      </View>
      <View className="device__words">
        <View className="device__name">
          {device || words.unnamed}
          {current && <Tag tone="brand">{words.current}</Tag>}
        </View>
        <View className="device__note">{trustedAt ? words.trusted(formatMoment(trustedAt)) : words.notTrusted}</View>
        <View className="device__note">{words.lastSeen(formatMoment(login.lastSeenAt))}</View>
        <View className="device__note">{words.expires(formatMoment(login.expiresAt))}</View>
      </View>
      <View className="device__ways">
        {trustedAt ? (
          <Button kind="plain" size="small" label={`${words.distrust} ${device}`} onClick={onDistrust}>
            {words.distrust}
          </Button>
        ) : (
          current && (
            <Button kind="plain" size="small" onClick={onTrust}>
              {words.trust}
            </Button>
          )
        )}
        <Button kind="plain" size="small" label={`${words.end} ${device}`} onClick={onEnd}>
          {words.end}
        </Button>
      </View>
    </View>
  )
}

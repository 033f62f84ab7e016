import { View } from '@tarojs/components'
import type { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Tag } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import type { BiometricWay } from '../../wechat/soter'
import { formatMoment, formatSoon } from '../../words/dates'
import { identityWords } from './words'

export type Login = Awaited<ReturnType<typeof server.identity.devices>>['sessions'][number]

interface DeviceProps {
  login: Login
  /** What the phone in the hand has set up; null where that is nothing. */
  way: BiometricWay | null
  onEnd: () => void
  onTrust: () => void
  onDistrust: () => void
}

/** One place where somebody is logged in. Only the device in their hand can be made a trusted one. */
export function Device({ login, way, onEnd, onTrust, onDistrust }: DeviceProps) {
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
        <BiometricNote login={login} way={way} />
        <View className="device__note">{words.lastSeen(formatMoment(login.lastSeenAt))}</View>
        <View className="device__note">{words.expires(formatMoment(login.expiresAt))}</View>
      </View>
      <View className="device__ways">
        {takesTrust(login, way) && (
          <Button kind="plain" size="small" onClick={onTrust}>
            {way && trustedAt ? words.biometricNow(way) : words.trust}
          </Button>
        )}
        {trustedAt && (
          <Button kind="plain" size="small" label={`${words.distrust} ${device}`} onClick={onDistrust}>
            {words.distrust}
          </Button>
        )}
        <Button kind="plain" size="small" label={`${words.end} ${device}`} onClick={onEnd}>
          {words.end}
        </Button>
      </View>
    </View>
  )
}

/** A device that a proof for something else made a trusted one is trusted expressly where that brings its owner something. */
function takesTrust({ current, trustedAt, biometricFrom }: Login, way: BiometricWay | null): boolean {
  return current && (trustedAt === null || (way !== null && biometricFrom !== null))
}

/** Nothing of a finger is said on a phone that has none; of another device nobody knows, and its owner learns from when on it could. */
function BiometricNote({ login: { current, trustedAt, biometricFrom }, way }: Pick<DeviceProps, 'login' | 'way'>) {
  const words = identityWords()
  const named = current ? way : 'either'
  if (!trustedAt || !named) return null
  if (biometricFrom) {
    return <View className="device__note">{words.biometricLater(named, formatSoon(biometricFrom, now()))}</View>
  }
  return current && <View className="device__note">{words.biometricOn(named)}</View>
}

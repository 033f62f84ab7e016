import { View } from '@tarojs/components'
import type { Level } from '../../../shared/contract/identity'
import { Button } from '../../ui/Button'
import { MemberCard } from '../../ui/MemberCard'
import { open } from '../../wechat/navigation'
import { pointsPerYuan } from '../../words/pointsPerYuan'
import type { Home } from './loadHome'
import { homeWords } from './words'

interface GuestProps {
  level: Level | null
  rules: Home['programme']['rules']
  signedOut: boolean
}

/** What the programme offers to someone without a bound card, and the one next step. */
export function Guest({ level, rules, signedOut }: GuestProps) {
  const words = homeWords()
  const login = level === null && signedOut
  return (
    <MemberCard tier="basic">
      <View className="guest__title">{words.guestTitle}</View>
      <View className="guest__text">{words.guestRate(pointsPerYuan(rules.rateBasisPoints))}</View>
      <View className="guest__action">
        <Button kind="soft" onClick={() => open(login ? 'login' : 'bind')}>
          {login ? words.login : words.bind}
        </Button>
      </View>
    </MemberCard>
  )
}

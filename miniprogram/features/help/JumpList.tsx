import { View } from '@tarojs/components'
import type { JumpTarget } from '../../session/listedTargets'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { language } from '../../wechat/system'
import type { Verdict } from './checkList'
import { officialWords } from './officialWords'

interface JumpListProps {
  /** Null where the list could not be read. */
  list: { targets: readonly JumpTarget[]; verdict: Verdict; publicKey: string | null } | null
}

/**
 * Where we lead to, and whether this phone has found the list to be ours. What is not ours is not shown as if it were; what
 * that means stands at the top of the page, where it is seen.
 */
export function JumpList({ list }: JumpListProps) {
  const words = officialWords()
  if (!list) return <Card title={words.jumps}>{words.jumpsFailed}</Card>
  const { targets, verdict, publicKey } = list
  if (verdict === 'not_ours') return <Card title={words.jumps}>{words.notShown}</Card>
  return (
    <Card title={words.jumps} flush>
      <Told verdict={verdict} isSigned={publicKey !== null} />
      <Targets targets={targets} publicKey={publicKey} />
    </Card>
  )
}

function Targets({ targets, publicKey }: Omit<NonNullable<JumpListProps['list']>, 'verdict'>) {
  const words = officialWords()
  return (
    <>
      <View className="card-text">{targets.length > 0 ? words.jumpsText : words.noJumps}</View>
      {targets.map((target) => (
        <Row
          key={target.id}
          icon="bank"
          title={language() === 'en' ? target.titleEn : target.title}
          note={<View className="official__id">{target.appId}</View>}
        />
      ))}
      {publicKey && <Row title={words.signedBy} note={<View className="official__id">{publicKey}</View>} />}
      {publicKey && <View className="card-text">{words.signedText}</View>}
    </>
  )
}

/** Nothing is said where there is neither a key here nor a signature there: a package for nobody's server. */
function Told({ verdict, isSigned }: { verdict: Exclude<Verdict, 'not_ours'>; isSigned: boolean }) {
  const words = officialWords()
  if (verdict === 'unknown' && !isSigned) return null
  return (
    <View className="card-notice">
      <Notice tone={verdict === 'ours' ? 'good' : 'info'}>{words.verdicts[verdict]}</Notice>
    </View>
  )
}

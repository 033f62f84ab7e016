import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { jumpListKeys } from '../../session/jumpListKeys'
import { type JumpTarget, listedTargets } from '../../session/listedTargets'
import { server } from '../../session/server'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { jumpTo } from '../../wechat/jump'
import { language } from '../../wechat/system'
import { meWords } from './words'

/** The ways to the bank's own mini-program; when the bank does not answer the page is as good without them. */
export function BankServices() {
  const words = meWords()
  const [targets, setTargets] = useState<JumpTarget[]>([])
  // Once, when it is drawn: it may come up long after its page did, and the targets hardly ever change.
  useEffect(() => {
    server.home.jumps().then(
      (reply) => setTargets(listedTargets(reply, jumpListKeys)),
      () => {},
    )
  }, [])
  const [told, setTold] = useState<string>()
  if (targets.length === 0) return null
  const jump = async (target: JumpTarget) => {
    const result = await jumpTo(target)
    setTold({ gone: undefined, impossible: words.bankLater, refused: words.bankFailed }[result])
  }
  return (
    <Card title={words.bank} flush>
      <View className="card-text">{words.bankText}</View>
      {targets.map((target) => (
        <Row
          key={target.id}
          icon="bank"
          title={language() === 'en' ? target.titleEn : target.title}
          onClick={() => jump(target)}
        />
      ))}
      {told && (
        <View className="card-notice">
          <Notice>{told}</Notice>
        </View>
      )}
    </Card>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAnswer } from '../../answers/useAnswer'
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
  const { answer } = useAnswer(async () => (await server.home.jumps()).targets)
  const [told, setTold] = useState<string>()
  if (answer.phase !== 'ready' || answer.data.length === 0) return null
  const jump = async (target: { appId: string; path: string }) => {
    const result = await jumpTo(target)
    setTold({ gone: undefined, impossible: words.bankLater, refused: words.bankFailed }[result])
  }
  return (
    <Card title={words.bank} flush>
      <View className="card-text">{words.bankText}</View>
      {answer.data.map((target) => (
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

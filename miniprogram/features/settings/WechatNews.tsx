import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AcceptedTemplate } from '../../../shared/contract/notifications'
import { asTrouble } from '../../answers/answer'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { onH5 } from '../../wechat/platform'
import { refusalSentence } from '../../words/refusalSentence'
import { acceptNews } from './acceptNews'
import { newsWords } from './words'

interface WechatNewsProps {
  templates: readonly AcceptedTemplate[]
  onAnswered: (templates: AcceptedTemplate[]) => void
}

/** WeChat asks about three at once at most: those of which none is left come first. */
const mostAtOnce = 3

/** How many messages may come by WeChat, and the question for more. */
export function WechatNews({ templates, onAnswered }: WechatNewsProps) {
  const words = newsWords()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ tone: 'good' | 'info' | 'danger'; text: string }>()
  const ask = async () => {
    const wanted = [...templates].sort((one, other) => one.left - other.left).slice(0, mostAtOnce)
    setBusy(true)
    try {
      const now = await acceptNews(wanted)
      if (now) onAnswered(now)
      const count = (now ?? []).filter(({ template, left }) => left > leftOf(templates, template)).length
      setTold(count > 0 ? { tone: 'good', text: words.allowed(count) } : { tone: 'info', text: words.allowedNone })
    } catch (error) {
      setTold({ tone: 'danger', text: refusalSentence(asTrouble(error)) })
    }
    setBusy(false)
  }
  return (
    <>
      <View className="page__note settings__lead">{onH5 ? words.wechatOnly : words.wechatText}</View>
      <Card flush>
        {templates.map(({ template, left }) => (
          <Row key={template} title={words.templates[template]} end={words.left(left)} />
        ))}
      </Card>
      {told && (
        <View className="page__notice">
          <Notice tone={told.tone}>{told.text}</Notice>
        </View>
      )}
      {!onH5 && templates.length > 0 && (
        <View className="page__actions">
          <Button kind="soft" icon="bell" busy={busy} onClick={ask}>
            {busy ? words.allowing : words.allow}
          </Button>
        </View>
      )}
    </>
  )
}

function leftOf(templates: readonly AcceptedTemplate[], template: AcceptedTemplate['template']): number {
  return templates.find((one) => one.template === template)?.left ?? 0
}

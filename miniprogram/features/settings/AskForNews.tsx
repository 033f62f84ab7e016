import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { AcceptedTemplate, NewsTemplate } from '../../../shared/contract/notifications'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { onH5 } from '../../wechat/platform'
import { refusalSentence } from '../../words/refusalSentence'
import { acceptNews } from './acceptNews'
import { newsWords } from './words'

interface AskForNewsProps {
  /** The messages that can end what is waited for. */
  about: readonly NewsTemplate[]
}

/** Offers, where something is waited for, to tell its end by WeChat. Nothing is asked before the tap. */
export function AskForNews({ about }: AskForNewsProps) {
  const words = newsWords()
  const wanted = useWanted(about)
  const [told, setTold] = useState<{ tone: 'good' | 'info' | 'danger'; text: string }>()
  if (told) {
    return (
      <View className="page__notice">
        <Notice tone={told.tone}>{told.text}</Notice>
      </View>
    )
  }
  if (wanted.length === 0) return null
  const ask = async () => {
    try {
      const now = await acceptNews(wanted)
      setTold(now ? { tone: 'good', text: words.willTell } : { tone: 'info', text: words.allowedNone })
    } catch (error) {
      setTold({ tone: 'danger', text: refusalSentence(asTrouble(error)) })
    }
  }
  return (
    <View className="page__actions">
      <Button kind="soft" icon="bell" onClick={ask}>
        {words.tellMe}
      </Button>
    </View>
  )
}

/** Known before the tap, since WeChat's question cannot wait for an answer of ours. What is accepted already is not asked. */
function useWanted(about: readonly NewsTemplate[]): AcceptedTemplate[] {
  const [templates, setTemplates] = useState<AcceptedTemplate[]>([])
  useEffect(() => {
    if (onH5) return
    // Without an answer there is nothing to offer; the inbox has the news all the same.
    server.notifications.settings().then(
      (answer) => setTemplates(answer.templates),
      () => {},
    )
  }, [])
  return templates.filter(({ template, left }) => left === 0 && about.includes(template))
}

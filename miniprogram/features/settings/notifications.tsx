import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { NewsSettings, notificationsContract } from '../../../shared/contract/notifications'
import { asTrouble, type Trouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { open } from '../../wechat/navigation'
import { refusalSentence } from '../../words/refusalSentence'
import { NewsForm } from './NewsForm'
import './settings.scss'
import { WechatNews } from './WechatNews'
import { newsWords } from './words'

type News = ReplyOf<(typeof notificationsContract)['settings']>

export default function NotificationsPage() {
  const words = newsWords()
  const { answer, reload, put } = useAnswer(() => server.notifications.settings(), { keep: 'newsSettings' })
  const [trouble, setTrouble] = useState<Trouble>()
  const [isSaving, setSaving] = useState(false)
  const isOutOfDate = answer.phase === 'ready' && answer.trouble !== undefined
  const save = async (settings: NewsSettings) => {
    setTrouble(undefined)
    setSaving(true)
    try {
      put(await server.notifications.changeSettings({ body: settings }))
    } catch (error) {
      setTrouble(asTrouble(error))
    }
    setSaving(false)
  }
  return (
    <Page title={words.newsTitle}>
      {trouble && (
        <View className="page__notice">
          <Notice tone="danger">{refusalSentence(trouble)}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {({ settings, templates }: News) => (
          <>
            <NewsForm settings={settings} still={isSaving || isOutOfDate} onChange={save} />
            <Section title={words.wechatTitle} link={{ text: words.toInbox, onClick: () => open('inbox') }} />
            <WechatNews templates={templates} onAnswered={(now) => put({ settings, templates: now })} />
          </>
        )}
      </Answered>
    </Page>
  )
}

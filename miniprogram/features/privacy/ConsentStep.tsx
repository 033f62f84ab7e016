import { View } from '@tarojs/components'
import { useState } from 'react'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { aria } from '../../ui/aria'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { open } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { formatDay } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { Paragraphs } from './Paragraphs'
import { privacyWords } from './words'

interface ConsentStepProps {
  agreeText: string
  /** What follows from agreeing: a login, or just the consent. */
  onAgree: (version: string) => Promise<void>
  /** Browsing goes on. */
  onDisagree: () => void
}

/** What is collected in a few words, the whole of it one tap away, and two buttons: nothing is ticked beforehand. */
export function ConsentStep({ agreeText, onAgree, onDisagree }: ConsentStepProps) {
  const words = privacyWords()
  const { answer, reload } = useAnswer(() => server.privacy.text(), { keep: 'privacy-text' })
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const agree = async (version: string) => {
    setBusy(true)
    setTold(undefined)
    try {
      await onAgree(version)
    } catch (error) {
      const trouble = asTrouble(error)
      const isOutdated = trouble instanceof Refusal && trouble.code === 'consent_required'
      setTold(isOutdated ? words.askedAgain : refusalSentence(trouble))
      if (isOutdated) await reload()
    }
    setBusy(false)
  }
  return (
    <Answered answer={answer} reload={reload}>
      {({ version, since, summary }) => (
        <>
          <Card title={words.text}>
            <Paragraphs text={say(summary)} />
            <View
              className="consent__link"
              hoverClass="consent__link--pressed"
              onClick={() => open('privacyText')}
              {...aria({ role: 'link', label: `${words.whole}, ${words.version(version, formatDay(since))}` })}
            >
              {words.whole} · {words.version(version, formatDay(since))}
            </View>
          </Card>
          <View className="consent">
            {told && <Notice tone="warn">{told}</Notice>}
            <View className="consent__actions">
              <Button busy={busy} onClick={() => agree(version)}>
                {busy ? words.agreeing : agreeText}
              </Button>
              <Button kind="plain" onClick={onDisagree}>
                {words.disagree}
              </Button>
            </View>
          </View>
        </>
      )}
    </Answered>
  )
}

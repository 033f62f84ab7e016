import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PrivacyText } from '../../../shared/contract/privacy'
import { asTrouble } from '../../answers/answer'
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
  text: PrivacyText
  /** There is another text in force by now. */
  reload: () => Promise<void>
  agreeText: string
  /** What follows from agreeing: a login, or just the consent. */
  onAgree: (version: string) => Promise<void>
  /** Browsing goes on. */
  onDisagree: () => void
}

/** What is collected in a few words, the whole of it one tap away, and two buttons: nothing is ticked beforehand. */
export function ConsentStep({ text, reload, agreeText, onAgree, onDisagree }: ConsentStepProps) {
  const words = privacyWords()
  const { version, since, summary } = text
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const agree = async () => {
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
    <>
      <Card title={words.text}>
        <Paragraphs text={say(summary)} />
        <View
          className="consent__link"
          hoverClass="consent__link--pressed"
          onClick={() => open('privacyText')}
          {...aria({ role: 'link', label: `${words.whole}, ${words.version(version, formatDay(since))}` })}
        >
          {words.wholeOf(version)}
        </View>
      </Card>
      <View className="consent">
        {told && <Notice tone="warn">{told}</Notice>}
        <View className="consent__actions">
          <Button busy={busy} onClick={agree}>
            {busy ? words.agreeing : agreeText}
          </Button>
          <Button kind="plain" onClick={onDisagree}>
            {words.disagree}
          </Button>
        </View>
      </View>
    </>
  )
}

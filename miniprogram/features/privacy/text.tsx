import { View } from '@tarojs/components'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { formatDay } from '../../words/dates'
import { say } from '../../words/words'
import { Paragraphs } from './Paragraphs'
import { Purposes } from './Purposes'
import { privacyWords } from './words'

/** The whole text on privacy that is in force. */
export default function PrivacyTextPage() {
  const words = privacyWords()
  const { answer, reload } = useAnswer(() => server.privacy.text(), { keep: 'privacy-text' })
  return (
    <Page title={words.text}>
      <Answered answer={answer} reload={reload}>
        {({ version, since, summary, purposes, sections }) => (
          <>
            <View className="page__note">{words.version(version, formatDay(since))}</View>
            <Card>
              <Paragraphs text={say(summary)} />
            </Card>
            {/* A copy that was kept by an older version has none. */}
            {purposes && <Purposes purposes={purposes} />}
            {sections.map((section) => (
              <Card key={section.title.zh} title={say(section.title)}>
                <Paragraphs text={say(section.text)} />
              </Card>
            ))}
          </>
        )}
      </Answered>
    </Page>
  )
}

import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { OwnRows, privacyContract } from '../../../shared/contract/privacy'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { copyText } from '../../wechat/clipboard'
import { open } from '../../wechat/navigation'
import { saveText } from '../../wechat/saveText'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { dataWords, sectionNames } from './dataWords'
import './privacy.scss'

type Copy = ReplyOf<(typeof privacyContract)['export']>

/** What of a copy the page shows; the copy itself would be too much for a screen's state. */
interface Overview {
  madeAt: string
  sections: { section: OwnRows['section']; count: number; more: boolean }[]
}

/** Everything that is kept of me: how much of what, each to be read, and all of it to be taken along. */
export default function MyDataPage() {
  const words = dataWords()
  const { answer, reload } = useAnswer(async () => overviewOf(await server.privacy.export({ query: {} })))
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {({ madeAt, sections }) => (
          <>
            <View className="page__note">
              {words.asOf(formatMoment(madeAt))}
              {words.masked}
            </View>
            <Card flush>
              {sections.map(({ section, count, more }) => (
                <Row
                  key={section}
                  title={sectionNames()[section]}
                  end={count === 0 ? words.nothing : words.rows(more ? `${count}+` : String(count))}
                  onClick={count === 0 ? undefined : () => open('myDataSection', { section })}
                />
              ))}
            </Card>
            <TakeAlong />
          </>
        )}
      </Answered>
    </Page>
  )
}

function overviewOf({ madeAt, sections }: Copy): Overview {
  return {
    madeAt,
    sections: sections.map(({ section, rows, next }) => ({ section, count: rows.length, more: next !== null })),
  }
}

function TakeAlong() {
  const words = dataWords()
  const [busy, setBusy] = useState<'saving' | 'copying'>()
  const [told, setTold] = useState<{ tone: 'good' | 'danger'; text: string }>()
  const whole = useRef<string>()
  const act = async (kind: 'saving' | 'copying') => {
    setBusy(kind)
    setTold(undefined)
    try {
      whole.current ??= JSON.stringify(await wholeCopy(), null, 2)
      setTold(kind === 'saving' ? await saved(whole.current) : await copied(whole.current))
    } catch (error) {
      setTold({ tone: 'danger', text: refusalSentence(asTrouble(error)) })
    }
    setBusy(undefined)
  }
  return (
    <View className="page__actions">
      {told && <Notice tone={told.tone}>{told.text}</Notice>}
      <Button busy={busy === 'saving'} onClick={() => act('saving')}>
        {busy === 'saving' ? words.collecting : words.save}
      </Button>
      <Button kind="plain" busy={busy === 'copying'} onClick={() => act('copying')}>
        {busy === 'copying' ? words.collecting : words.copy}
      </Button>
    </View>
  )
}

/** Long sections come in parts; a copy that was asked for as a whole has all of them. */
async function wholeCopy(): Promise<Copy> {
  const copy = await server.privacy.export({ query: {} })
  for (const part of copy.sections) {
    while (part.next !== null) {
      const { sections } = await server.privacy.export({ query: { section: part.section, cursor: part.next } })
      part.rows.push(...(sections[0]?.rows ?? []))
      part.next = sections[0]?.next ?? null
    }
  }
  return copy
}

async function saved(text: string) {
  const { saved: done, savedNot } = dataWords()
  return (await saveText({ name: 'my-data.json', text }))
    ? ({ tone: 'good', text: done } as const)
    : ({ tone: 'danger', text: savedNot } as const)
}

async function copied(text: string) {
  const { copied: done, copiedNot } = dataWords()
  return (await copyText(text)) === 'refused'
    ? ({ tone: 'danger', text: copiedNot } as const)
    : ({ tone: 'good', text: done } as const)
}

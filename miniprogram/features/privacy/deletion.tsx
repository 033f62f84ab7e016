import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { privacyContract } from '../../../shared/contract/privacy'
import { formatPoints } from '../../../shared/values/points'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Field } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open, startOver } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { deletionWords } from './deletionWords'
import './privacy.scss'

type Preview = ReplyOf<(typeof privacyContract)['deletionPreview']>
type Deleted = ReplyOf<(typeof privacyContract)['deleteAccount']>

/** What goes with the account, the word that has to be typed, and afterwards the receipt. */
export default function DeletionPage() {
  const words = deletionWords()
  const [done, setDone] = useState<Deleted | 'unknown'>()
  const { answer, reload } = useAnswer(() => server.privacy.deletionPreview())
  return (
    <Page title={words.title}>
      {done ? (
        <Done deleted={done === 'unknown' ? undefined : done} />
      ) : (
        <Answered answer={answer} reload={reload}>
          {(preview) => (
            <>
              <View className="page__notice">
                <Notice tone="warn">{words.intro}</Notice>
              </View>
              <Losses preview={preview} />
              <Happens />
              {preview.refusal ? <StandsAgainst preview={preview} /> : <Confirm word={preview.word} onDone={setDone} />}
            </>
          )}
        </Answered>
      )}
    </Page>
  )
}

export function Losses({ preview: { points, usable, cards, debt } }: { preview: Preview }) {
  const words = deletionWords()
  return (
    <Card title={words.loses} flush>
      <Row title={words.points} end={<Amount value={points} />} />
      <Row title={words.usable} note={usable > 0 ? words.usableNote : undefined} end={words.pieces(String(usable))} />
      <Row title={words.cards} note={cards > 0 ? words.cardsNote : undefined} end={words.count(String(cards))} />
      {debt > 0 && <Row title={words.owed} note={words.owedNote} end={<Amount value={debt} />} />}
      <Row title={words.tier} end={words.gone} />
    </Card>
  )
}

function Happens() {
  const words = deletionWords()
  return (
    <Card title={words.happens} flush>
      <View className="deletion__list">
        {[words.erased, words.kept, words.again].map((text) => (
          <View key={text} className="deletion__item">
            <View className="deletion__sign">
              <Icon name="info" size="small" />
            </View>
            <View>{text}</View>
          </View>
        ))}
      </View>
    </Card>
  )
}

export function StandsAgainst({ preview: { openRedemptions, held } }: { preview: Preview }) {
  const words = deletionWords()
  return (
    <View className="page__notice">
      <Notice tone="danger" action={{ text: words.toWallet, onClick: () => open('wallet') }}>
        {openRedemptions > 0 ? words.open(String(openRedemptions)) : words.held(formatPoints(held))}
      </Notice>
    </View>
  )
}

interface ConfirmProps {
  word: Preview['word']
  onDone: (deleted: Deleted | 'unknown') => void
}

function Confirm({ word, onDone }: ConfirmProps) {
  const words = deletionWords()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ field?: string; above?: string }>({})
  const remove = async () => {
    setBusy(true)
    setWrong({})
    const outcome = await deleted(typed)
    if ('done' in outcome) {
      session.signOut()
      return onDone(outcome.done)
    }
    setWrong(outcome)
    setBusy(false)
  }
  return (
    <View className="deletion__confirm">
      {wrong.above && (
        <View className="deletion__notice">
          <Notice tone="danger">{wrong.above}</Notice>
        </View>
      )}
      <Field label={words.type(say(word))} value={typed} maxLength={20} error={wrong.field} onInput={setTyped} />
      <View className="consent__actions">
        <Button kind="danger" busy={busy} disabled={typed.trim() === ''} onClick={remove}>
          {busy ? words.removing : words.confirm}
        </Button>
        <Button kind="plain" onClick={() => open('myData')}>
          {words.copyFirst}
        </Button>
      </View>
    </View>
  )
}

type Outcome = { done: Deleted | 'unknown' } | { field?: string; above?: string }

/** A login that has ended meanwhile means that an earlier try, whose answer was lost, was done. */
export async function deleted(word: string): Promise<Outcome> {
  try {
    return { done: await server.privacy.deleteAccount({ body: { word } }) }
  } catch (error) {
    const trouble = asTrouble(error)
    if (!(trouble instanceof Refusal)) return { above: deletionWords().unsure }
    if (trouble.code === 'session_ended' || trouble.code === 'session_missing') return { done: 'unknown' }
    if (trouble.code === 'deletion_word_wrong') return { field: refusalSentence(trouble) }
    return { above: refusalSentence(trouble) }
  }
}

export function Done({ deleted: known }: { deleted: Deleted | undefined }) {
  const words = deletionWords()
  return (
    <>
      <View className="deletion__done">
        <View className="deletion__check">
          <Icon name="check-circle" size="huge" />
        </View>
        <View className="deletion__title">{words.doneTitle}</View>
        <View className="deletion__text">
          {known ? words.doneText(formatMoment(known.deletedAt)) : words.goneAlready}
        </View>
        {known && known.pointsLost > 0 && (
          <View className="deletion__text">{words.lost(formatPoints(known.pointsLost))}</View>
        )}
      </View>
      {known && (
        <Card title={words.receipt}>
          <View className="record__value">{known.receipt}</View>
          <View className="deletion__note">{words.receiptNote}</View>
        </Card>
      )}
      <View className="page__actions">
        <Button onClick={() => startOver('home')}>{words.toHome}</Button>
      </View>
    </>
  )
}

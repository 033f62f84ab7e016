import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RefusalCode } from '../../../shared/contract/refusals'
import { asTrouble } from '../../answers/answer'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { open } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { BankServices } from '../me/BankServices'
import { askForPassword, type Challenge } from './askForPassword'
import { type CardForm, type Marks, marksOf } from './cardForm'
import { isForTheBank, placeOfRefusal } from './placeOfRefusal'
import { StepHead } from './StepHead'
import { cardsWords } from './words'

interface CardStepProps {
  form: CardForm
  onForm: (form: CardForm) => void
  phoneMasked: string
  onSent: (challenge: Challenge) => void
  /** There is something to agree to first. */
  onStale: () => void
}

interface Wrong {
  marks: Marks
  above?: { text: string; alreadyBound: boolean }
  atBank?: boolean
}

export function CardStep({ form, onForm, phoneMasked, onSent, onStale }: CardStepProps) {
  const words = cardsWords()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({ marks: {} })
  const change = (part: Partial<CardForm>) => {
    // What was wrong is being put right: its mark would contradict what is typed.
    const stillWrong = Object.entries(wrong.marks).filter(([field]) => !(field in part))
    setWrong({ ...wrong, marks: Object.fromEntries(stillWrong) })
    onForm({ ...form, ...part })
  }
  const send = async () => {
    const marks = marksOf(form)
    setWrong({ marks })
    if (Object.keys(marks).length > 0) return
    setBusy(true)
    try {
      onSent(await askForPassword(form))
    } catch (error) {
      const seen = wrongOf(error)
      setWrong(seen)
      if (isRefusal(error, 'consent_required')) onStale()
    }
    setBusy(false)
  }
  const several = Object.keys(wrong.marks).length > 1
  return (
    <>
      <StepHead title={words.cardTitle} text={words.cardText} />
      {(wrong.above || several) && (
        <View className="bind__notice">
          <Notice
            tone="danger"
            action={wrong.above?.alreadyBound ? { text: words.haveCards, onClick: () => open('cards') } : undefined}
          >
            {wrong.above?.text ?? words.checkFields}
          </Notice>
        </View>
      )}
      <Field
        label={words.name}
        hint={words.nameHint}
        value={form.name}
        error={wrong.marks.name}
        onInput={(name) => change({ name })}
      />
      <Field
        label={words.last4}
        kind="number"
        maxLength={4}
        value={form.last4}
        error={wrong.marks.last4}
        onInput={(last4) => change({ last4 })}
      />
      <PhoneChoice form={form} onForm={change} phoneMasked={phoneMasked} error={wrong.marks.phone} />
      <View className="bind__action">
        <Button busy={busy} onClick={send}>
          {busy ? words.sending : words.next}
        </Button>
      </View>
      {wrong.atBank && (
        <View className="bind__bank">
          <BankServices />
        </View>
      )}
    </>
  )
}

function isRefusal(error: unknown, code: RefusalCode): boolean {
  return error instanceof Refusal && error.code === code
}

function wrongOf(error: unknown): Wrong {
  const trouble = asTrouble(error)
  const text = refusalSentence(trouble)
  const place = trouble instanceof Refusal ? placeOfRefusal(trouble.code) : undefined
  const atBank = trouble instanceof Refusal && isForTheBank(trouble.code)
  if (place) return { marks: { [place]: text }, atBank }
  const alreadyBound = isRefusal(trouble, 'card_already_bound')
  return { marks: {}, above: { text, alreadyBound }, atBank }
}

interface PhoneChoiceProps {
  form: CardForm
  onForm: (part: Partial<CardForm>) => void
  phoneMasked: string
  error: string | undefined
}

function PhoneChoice({ form, onForm, phoneMasked, error }: PhoneChoiceProps) {
  const words = cardsWords()
  if (form.phone === undefined) {
    return (
      <View className="phone-choice">
        <View className="phone-choice__text">{words.phoneSame(phoneMasked)}</View>
        <Button kind="plain" size="small" onClick={() => onForm({ phone: '' })}>
          {words.useOther}
        </Button>
      </View>
    )
  }
  return (
    <>
      <Field
        label={words.phone}
        kind="number"
        maxLength={11}
        value={form.phone}
        error={error}
        onInput={(phone) => onForm({ phone })}
      />
      <View className="phone-choice">
        <Button kind="plain" size="small" onClick={() => onForm({ phone: undefined })}>
          {words.useWechat}
        </Button>
      </View>
    </>
  )
}

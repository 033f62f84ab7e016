import { View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Outcome } from '../answers/sendOnce'
import type { Refusal } from '../wechat/refusal'
import { refusalSentence } from '../words/refusalSentence'
import { Button } from './Button'
import { Notice } from './Notice'
import { Sheet } from './Sheet'
import { uiWords } from './words'

interface AgreeSheetProps<Reply> {
  title: string
  /** What it is about: the benefit or the tier. */
  subject: string
  /** The rows that somebody agrees to. */
  children: ReactNode
  /** What must be filled in first stands in the place of the rows and the button. */
  first?: ReactNode
  words: AgreeWords
  /** Where the common sentence about a refusal does not fit. */
  sentenceOf?: (refusal: Refusal) => string
  send: () => Promise<Outcome<Reply>>
  /** Asks what became of what was sent, never sending it again. */
  askAgain: () => Promise<Outcome<Reply>>
  /** A refusal that is told elsewhere: true when it was taken there. */
  takes?: (refusal: Refusal) => boolean
  /** What to do about a refusal that sending the same again cannot change; it stands in the place of the button. */
  remedyOf?: (refusal: Refusal) => Remedy | undefined
  /** What was missing is here: with another one, the same is sent again at once. */
  goOnWith?: string
  /** An earlier try of the same is still without an answer. */
  unsettled?: boolean
  onDone: (reply: Reply) => void
  onClose: () => void
}

export interface Remedy {
  text: string
  /** What is said while it is under way. */
  busy?: string
  /** Afterwards it is asked again whether somebody agrees. */
  act: () => void | Promise<void>
}

interface AgreeWords {
  /** That it cannot be undone. */
  final: string
  confirm: string
  busy: string
  /** That no answer came, and that nothing is taken twice. */
  unsettled: string
}

/** The last look before something that is done once: what is agreed to, the button, and what came of it. */
export function AgreeSheet<Reply>(props: AgreeSheetProps<Reply>) {
  const {
    title,
    subject,
    children,
    first,
    words,
    sentenceOf = refusalSentence,
    send,
    askAgain,
    onDone,
    onClose,
  } = props
  const [state, setState] = useState<AgreeState>({ kind: props.unsettled ? 'unsettled' : 'asked' })
  const underWay = useRef(false)
  const show = (next: AgreeState) => setState(stateAfter(next, props.takes))
  const act = (ask: typeof send) => actOnce(ask, { underWay, show, onDone })
  useGoOn(props.goOnWith, () => act(send))
  const remedy = state.kind === 'refused' ? props.remedyOf?.(state.refusal) : undefined
  return (
    <Sheet title={title} onClose={onClose}>
      <View className="agree__subject">{subject}</View>
      {first ?? (
        <>
          <View className="agree__rows">{children}</View>
          <AgreeEnd
            state={state}
            words={words}
            sentenceOf={sentenceOf}
            remedy={remedy && { ...remedy, act: () => actFirst(remedy, { underWay, show }) }}
            onConfirm={() => act(send)}
            onAskAgain={() => act(askAgain)}
          />
        </>
      )}
    </Sheet>
  )
}

/** Sends again when another piece of what was missing has come. */
function useGoOn(piece: string | undefined, send: () => void): void {
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (piece !== undefined) latest.current()
  }, [piece])
}

/** Does what has to be done before anybody can agree. */
export async function actFirst(remedy: Remedy, { underWay, show }: Omit<Acting<never>, 'onDone'>): Promise<void> {
  if (underWay.current) return
  underWay.current = true
  show({ kind: 'busy', doing: remedy.busy })
  await Promise.resolve(remedy.act()).finally(() => {
    underWay.current = false
  })
  show({ kind: 'asked' })
}

export type AgreeState =
  | { kind: 'asked' }
  | { kind: 'busy'; doing?: string }
  | Exclude<Outcome<never>, { kind: 'done' }>

/** A refusal that is told elsewhere leaves the sheet as it was. */
export function stateAfter(next: AgreeState, takes?: (refusal: Refusal) => boolean): AgreeState {
  return next.kind === 'refused' && takes?.(next.refusal) ? { kind: 'asked' } : next
}

interface Acting<Reply> {
  underWay: { current: boolean }
  show: (state: AgreeState) => void
  onDone: (reply: Reply) => void
}

export async function actOnce<Reply>(
  ask: () => Promise<Outcome<Reply>>,
  { underWay, show, onDone }: Acting<Reply>,
): Promise<void> {
  // State arrives a moment late; a double tap does not wait for it.
  if (underWay.current) return
  underWay.current = true
  show({ kind: 'busy' })
  const outcome = await ask().finally(() => {
    underWay.current = false
  })
  if (outcome.kind === 'done') onDone(outcome.reply)
  else show(outcome)
}

interface AgreeEndProps {
  state: AgreeState
  words: AgreeWords
  sentenceOf: (refusal: Refusal) => string
  remedy?: Remedy
  onConfirm: () => void
  onAskAgain: () => void
}

/** What there is to know, and the buttons. */
export function AgreeEnd({ state, words, sentenceOf, remedy, onConfirm, onAskAgain }: AgreeEndProps) {
  const busy = state.kind === 'busy'
  return (
    <>
      <View className="agree__notice">
        {state.kind === 'refused' && <Notice tone="danger">{sentenceOf(state.refusal)}</Notice>}
        {state.kind === 'unsettled' && <Notice tone="warn">{words.unsettled}</Notice>}
        {(state.kind === 'asked' || busy) && <Notice>{words.final}</Notice>}
      </View>
      {state.kind === 'unsettled' ? (
        <View className="agree__buttons">
          <Button onClick={onAskAgain}>{uiWords().askAgain}</Button>
          <Button kind="plain" onClick={onConfirm}>
            {uiWords().sendAgain}
          </Button>
        </View>
      ) : remedy ? (
        <Button onClick={remedy.act}>{remedy.text}</Button>
      ) : (
        <Button busy={busy} onClick={onConfirm}>
          {state.kind === 'busy' ? (state.doing ?? words.busy) : words.confirm}
        </Button>
      )}
    </>
  )
}

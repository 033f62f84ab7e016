import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Answer, Trouble } from '../answers/answer'
import { useSlow } from '../answers/useSlow'
import { open } from '../wechat/navigation'
import { Unanswered } from '../wechat/refusal'
import { restartUpdated } from '../wechat/update'
import { formatClock } from '../words/dates'
import { refusalSentence } from '../words/refusalSentence'
import { Empty } from './Empty'
import { Notice } from './Notice'
import { Skeleton } from './Skeleton'
import { uiWords } from './words'

interface AnsweredProps<T> {
  answer: Answer<T>
  reload: () => void
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Shows an answer of the server in whatever state it is: waited for, here, out of date, refused or missing. */
export function Answered<T>({ answer, reload, skeleton, children }: AnsweredProps<T>) {
  if (answer.phase === 'loading') return <Waiting reload={reload}>{skeleton ?? <Skeleton />}</Waiting>
  if (answer.phase === 'failed') return <Failed trouble={answer.trouble} reload={reload} />
  return (
    <>
      {answer.trouble && answer.asOf && <Stale trouble={answer.trouble} asOf={answer.asOf} reload={reload} />}
      {children(answer.data)}
    </>
  )
}

/** Grey shapes; when they have stood there for long, what is going on and a way to start over. */
function Waiting({ reload, children }: { reload: () => void; children: ReactNode }) {
  const isSlow = useSlow(true)
  const { slowWaiting, startOver } = uiWords()
  return (
    <>
      {isSlow && (
        <View className="stale">
          <Notice action={{ text: startOver, onClick: reload }}>{slowWaiting}</Notice>
        </View>
      )}
      {children}
    </>
  )
}

function Stale({ trouble, asOf, reload }: { trouble: Trouble; asOf: string; reload: () => void }) {
  const { staleOffline, staleTrouble, retry } = uiWords()
  const offline = trouble instanceof Unanswered && trouble.cause === 'network'
  return (
    <View className="stale">
      <Notice tone="warn" action={{ text: retry, onClick: reload }}>
        {(offline ? staleOffline : staleTrouble)(formatClock(asOf))}
      </Notice>
    </View>
  )
}

function Failed({ trouble, reload }: { trouble: Trouble; reload: () => void }) {
  const texts = uiWords()
  const retry = { text: texts.retry, onClick: reload }
  if (trouble instanceof Unanswered) {
    if (trouble.cause === 'network')
      return <Empty icon="offline" title={texts.offlineTitle} text={texts.offlineText} action={retry} />
    if (trouble.cause === 'timeout')
      return <Empty icon="hourglass" title={texts.slowTitle} text={texts.slowText} action={retry} />
    return <Empty icon="alert" title={texts.brokenTitle} text={texts.brokenText} action={retry} />
  }
  if (trouble.code === 'client_outdated') {
    const restart = { text: texts.restart, onClick: restartUpdated }
    return <Empty icon="refresh" title={texts.outdatedTitle} text={texts.outdatedText} action={restart} />
  }
  if (trouble.code === 'session_missing' || trouble.code === 'session_ended' || trouble.code === 'consent_required') {
    const login = { text: texts.login, onClick: () => open('login') }
    return <Empty icon="person" title={texts.loginTitle} text={texts.loginText} action={login} />
  }
  if (trouble.code === 'phone_required' || trouble.code === 'card_required') {
    const bind = { text: texts.bind, onClick: () => open('bind') }
    return <Empty icon="card" title={texts.cardTitle} text={texts.cardText} action={bind} />
  }
  return <Empty icon="alert" title={texts.refusedTitle} text={refusalSentence(trouble)} action={retry} />
}

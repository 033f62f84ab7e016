import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { VersionShown } from '../../../shared/contract/versions'
import { sentenceOf } from '../../server/refusal'
import { server } from '../../server/server'
import type { SignedIn } from '../door/useStanding'
import { BeginModal } from './BeginModal'
import { SubmitModal } from './SubmitModal'
import { versionTexts } from './words'

interface Place {
  version: VersionShown
  who: SignedIn
  onChanged: () => void
}

/** What this person can do with a version in its state. */
export function VersionActions({ version, who, onChanged }: Place) {
  const texts = versionTexts()
  const isMaker = who.operator.roles.includes('maker')
  const isOwnReview = version.review?.submittedBy.id === who.operator.id
  const waits = version.state === 'in_review' || version.state === 'scheduled'
  return (
    <>
      <Link href="/">
        <Button>{texts.back}</Button>
      </Link>
      {isMaker && version.state === 'draft' && <DraftActions version={version} who={who} onChanged={onChanged} />}
      {isMaker && waits && isOwnReview && <Withdraw version={version} who={who} onChanged={onChanged} />}
      {isMaker && (version.state === 'live' || version.state === 'retired') && <Restore version={version} />}
    </>
  )
}

function DraftActions({ version, onChanged }: Place) {
  const texts = versionTexts()
  const { modal, message } = App.useApp()
  const [isSubmitting, setSubmitting] = useState(false)
  const discard = () =>
    modal.confirm({
      title: texts.discardTitle,
      content: texts.discardText,
      okText: texts.discard,
      okButtonProps: { danger: true },
      onOk: () =>
        server.versions
          .discard({ params: { versionId: version.id }, query: {} })
          .then(onChanged, (error: unknown) => void message.error(sentenceOf(error))),
    })
  return (
    <>
      <Button danger onClick={discard}>
        {texts.discard}
      </Button>
      <Link href={`/${version.id}/benefits`}>
        <Button>{texts.add}</Button>
      </Link>
      <Button type="primary" onClick={() => setSubmitting(true)}>
        {texts.submit}
      </Button>
      {isSubmitting && <SubmitModal version={version} onClose={() => setSubmitting(false)} onDone={onChanged} />}
    </>
  )
}

function Withdraw({ version, onChanged }: Place) {
  const texts = versionTexts()
  const { modal, message } = App.useApp()
  const withdraw = () =>
    modal.confirm({
      title: `${texts.withdraw} · ${texts.version(version.number)}`,
      content: texts.withdrawText,
      okText: texts.withdraw,
      onOk: () =>
        server.versions
          .withdraw({ params: { versionId: version.id }, query: {}, body: {} })
          .then(onChanged, (error: unknown) => void message.error(sentenceOf(error))),
    })
  return <Button onClick={withdraw}>{texts.withdraw}</Button>
}

function Restore({ version }: { version: VersionShown }) {
  const texts = versionTexts()
  const [isBeginning, setBeginning] = useState(false)
  const isLive = version.state === 'live'
  return (
    <>
      <Button type={isLive ? 'primary' : 'default'} onClick={() => setBeginning(true)}>
        {isLive ? texts.editLive : texts.restore}
      </Button>
      {isBeginning && <BeginModal version={isLive ? undefined : version} onClose={() => setBeginning(false)} />}
    </>
  )
}

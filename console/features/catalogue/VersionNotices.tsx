import { Alert, App, Button, Flex } from 'antd'
import { useRef } from 'react'
import { Link } from 'wouter'
import type { VersionShown } from '../../../shared/contract/versions'
import { refusalWords } from '../../../shared/words/refusals'
import { newKey, server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import type { SignedIn } from '../door/useStanding'
import { columnName } from './columnWords'
import { versionTexts } from './words'

/** What somebody has to know of a version before they do anything with it. */
export function VersionNotices({
  version,
  who,
  onChanged,
}: {
  version: VersionShown
  who: SignedIn
  onChanged: () => void
}) {
  const texts = versionTexts()
  const { failure, changedMeanwhile, problemCount, state } = version
  const isDraft = state === 'draft'
  return (
    <Flex vertical gap={8} style={{ marginBottom: 16 }}>
      <Review version={version} who={who} />
      {failure && (
        <Alert type="error" showIcon title={texts.failedToPublish} description={say(refusalWords[failure])} />
      )}
      {isDraft && changedMeanwhile.length > 0 && <Meanwhile version={version} who={who} onChanged={onChanged} />}
      {problemCount > 0 && <Problems version={version} />}
    </Flex>
  )
}

function Review({ version: { review, state }, who }: { version: VersionShown; who: SignedIn }) {
  const texts = versionTexts()
  if (!review) return null
  const link = <Link href={`~/console/requests/${review.requestId}`}>{texts.openRequest}</Link>
  if (state === 'in_review') {
    const isOwn = review.submittedBy.id === who.operator.id
    const title = texts.waiting(review.submittedBy.name, formatMoment(review.submittedAt))
    return (
      <Alert
        type="info"
        showIcon
        title={title}
        description={[review.reason, isOwn ? texts.ownSubmission : ''].filter(Boolean).join(' · ')}
        action={link}
      />
    )
  }
  if (state !== 'draft' || review.state === 'withdrawn' || !review.decidedBy || !review.decidedAt) return null
  const by = texts.decided(review.decidedBy.name, formatMoment(review.decidedAt))
  const against = review.failure ? say(refusalWords[review.failure]) : review.decisionReason
  return <Alert type="warning" showIcon title={texts.rejected} description={`${by}：${against ?? ''}`} action={link} />
}

function Meanwhile({
  version: { id, changedMeanwhile },
  who,
  onChanged,
}: {
  version: VersionShown
  who: SignedIn
  onChanged: () => void
}) {
  const texts = versionTexts()
  const { message } = App.useApp()
  const key = useRef(newKey())
  const { act, isActing, sentence } = useAction(async () => {
    const done = await server.versions.rebase({ params: { versionId: id }, query: {}, body: {}, key: key.current })
    // What changes live after this is another wish.
    key.current = newKey()
    message.success(texts.rebased(done.takenOver.length, done.keptOwn.length))
    onChanged()
  })
  const named = changedMeanwhile.slice(0, 8).join('、') + (changedMeanwhile.length > 8 ? ' …' : '')
  return (
    <Alert
      type="warning"
      showIcon
      title={texts.changedMeanwhile(changedMeanwhile.length)}
      description={sentence ?? `${named}。${texts.changedMeanwhileText}`}
      action={
        who.operator.roles.includes('maker') && (
          <Button size="small" loading={isActing} onClick={() => act(undefined)}>
            {texts.rebase}
          </Button>
        )
      }
    />
  )
}

function Problems({ version: { problems, problemCount } }: { version: VersionShown }) {
  const texts = versionTexts()
  const lines = problems.map(({ benefitId, column, code, zh, en }) => (
    <li key={`${benefitId} ${column} ${code}`}>
      {benefitId} {column && columnName(column)}：{say({ zh, en })}
    </li>
  ))
  const list = <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 180, overflowY: 'auto' }}>{lines}</ul>
  return <Alert type="error" showIcon title={texts.problems(problemCount)} description={list} />
}

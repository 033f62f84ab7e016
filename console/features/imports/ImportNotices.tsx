import { Alert, Flex } from 'antd'
import { Link } from 'wouter'
import type { ImportShown } from '../../../shared/contract/imports'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import { importTexts } from './words'

/** What concerns a file as a whole: it was there before, it says nothing new, somebody else is at it, too. */
export function ImportNotices({ shown, isAgain }: { shown: ImportShown; isAgain: boolean }) {
  const texts = importTexts()
  const { state, madeAt, isSameAsLive, isComplete, overlaps, versionId, problems, leftOut } = shown
  const fault = problems[0]
  return (
    <Flex vertical gap={8}>
      {isAgain && (
        <Alert type="info" showIcon title={texts.repeated} description={texts.repeatedText(formatMoment(madeAt))} />
      )}
      {state === 'submitted' && versionId && (
        <Alert
          type="success"
          showIcon
          title={texts.submitted}
          action={<Link href={`~/console/catalogue/${versionId}`}>{texts.openDraft}</Link>}
        />
      )}
      {state === 'refused' && (
        <Alert
          type="error"
          showIcon
          title={fault ? `${texts.refused}：${say({ zh: fault.zh, en: fault.en })}` : texts.refused}
          description={fault && say({ zh: fault.adviceZh, en: fault.adviceEn })}
        />
      )}
      {state === 'checked' && !isComplete && (
        <Alert type="error" showIcon title={texts.incomplete} description={texts.incompleteText} />
      )}
      {state === 'checked' && leftOut.count > 0 && (
        <Alert
          type="info"
          showIcon
          title={texts.leftOut(leftOut.count)}
          description={leftOut.first
            .slice(0, 5)
            .map(({ title }) => title)
            .join('、')}
        />
      )}
      {state === 'checked' && isSameAsLive && leftOut.count === 0 && (
        <Alert type="info" showIcon title={texts.sameAsLive} description={texts.sameAsLiveText} />
      )}
      {state === 'checked' && !isSameAsLive && overlaps.length > 0 && <Overlaps overlaps={overlaps} />}
    </Flex>
  )
}

/** Shown together and in few lines, since a busy desk has many of them. */
function Overlaps({ overlaps }: { overlaps: ImportShown['overlaps'] }) {
  const texts = importTexts()
  const lines = overlaps.map(({ kind, id, name, count, first }) => (
    <li key={id}>
      <Link href={kind === 'draft' ? `~/console/catalogue/${id}` : `~/console/import/${id}`}>
        {kind === 'draft' ? texts.overlapDraft(name, count) : texts.overlapImport(name, count)}
      </Link>{' '}
      <span className="figures">{first.slice(0, 3).join('、') + (count > 3 ? ' …' : '')}</span>
    </li>
  ))
  const list = <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 132, overflowY: 'auto' }}>{lines}</ul>
  return <Alert type="warning" showIcon title={texts.overlaps} description={list} />
}

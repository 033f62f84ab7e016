import { Alert, Flex } from 'antd'
import { Link } from 'wouter'
import type { ImportShown } from '../../../shared/contract/imports'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import { importTexts } from './words'

/** What concerns a file as a whole: it was there before, it says nothing new, somebody else is at it, too. */
export function ImportNotices({ shown, isAgain }: { shown: ImportShown; isAgain: boolean }) {
  const texts = importTexts()
  const { state, madeAt, isSameAsLive, isComplete, overlaps, versionId, problems } = shown
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
      {state === 'checked' && isSameAsLive && (
        <Alert type="info" showIcon title={texts.sameAsLive} description={texts.sameAsLiveText} />
      )}
      {state === 'checked' &&
        !isSameAsLive &&
        overlaps.map((overlap) => <Overlap key={overlap.id} overlap={overlap} />)}
    </Flex>
  )
}

function Overlap({ overlap: { kind, id, name, count, first } }: { overlap: ImportShown['overlaps'][number] }) {
  const texts = importTexts()
  const isDraft = kind === 'draft'
  const ids = first.join('、') + (count > first.length ? ' …' : '')
  const address = isDraft ? `~/console/catalogue/${id}` : `~/console/import/${id}`
  return (
    <Alert
      type="warning"
      showIcon
      title={<Link href={address}>{isDraft ? texts.overlapDraft(name, count) : texts.overlapImport(name, count)}</Link>}
      description={texts.overlapText(ids)}
    />
  )
}

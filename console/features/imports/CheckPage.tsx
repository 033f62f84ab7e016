import { Button, Card, Flex, Skeleton, Spin } from 'antd'
import { Link, useSearchParams } from 'wouter'
import type { ImportShown } from '../../../shared/contract/imports'
import { DeskPage } from '../../ui/DeskPage'
import type { SignedIn } from '../door/useStanding'
import { AnnotatedFile } from './AnnotatedFile'
import { Findings } from './Findings'
import { ImportCounts } from './ImportCounts'
import { ImportFacts } from './ImportFacts'
import { ImportNotices } from './ImportNotices'
import { SubmitStep } from './SubmitStep'
import { useImport } from './useImport'
import { WizardSteps } from './WizardSteps'
import { importTexts } from './words'

/** The third step, what came of the check, and the fourth, a draft of it. */
export function CheckPage({ importId, who }: { importId: string; who: SignedIn }) {
  const texts = importTexts()
  const [search, setSearch] = useSearchParams()
  const { data, error, reload } = useImport(importId)
  const isMaker = who.operator.roles.includes('maker')
  const isSubmitting = search.get('step') === 'submit' && data !== undefined && isMaker && canSubmit(data)
  const actions = (
    <>
      <Link href="/">
        <Button>{texts.otherFile}</Button>
      </Link>
      {isMaker && data && canSubmit(data) && !isSubmitting && (
        <Button type="primary" onClick={() => setSearch({ step: 'submit' })}>
          {texts.next}
        </Button>
      )}
    </>
  )
  return (
    <DeskPage title={data?.fileName ?? texts.title} actions={actions} error={error} onRetry={reload}>
      <WizardSteps kind="benefits" at={isSubmitting || data?.state === 'submitted' ? 'submit' : 'check'} />
      {!data && error === undefined && <Skeleton active />}
      {data?.state === 'checking' && <StillChecking />}
      {data && data.state !== 'checking' && (
        <Flex vertical gap={16}>
          <ImportFacts line={data} />
          <ImportNotices shown={data} isAgain={search.get('again') === 'yes'} />
          {data.counts && <ImportCounts counts={data.counts} />}
          {isSubmitting ? <SubmitStep shown={data} onBack={() => setSearch({})} /> : <Checked shown={data} />}
        </Flex>
      )}
    </DeskPage>
  )
}

export function StillChecking() {
  const texts = importTexts()
  return (
    <Card>
      <Flex vertical align="center" gap={16} style={{ padding: 32 }} aria-live="polite">
        <Spin size="large" />
        <span>{texts.checking}</span>
        <span style={{ opacity: 0.7 }}>{texts.checkingLong}</span>
      </Flex>
    </Card>
  )
}

function Checked({ shown }: { shown: ImportShown }) {
  const hasFile = shown.state !== 'refused' && (shown.counts?.problems ?? 0) + (shown.counts?.notices ?? 0) > 0
  return (
    <>
      {hasFile && <AnnotatedFile importId={shown.id} />}
      <Findings shown={shown} />
    </>
  )
}

/** Something in it is right and differs from what is live, or it leaves something out that is, and nothing of it has been submitted yet. */
function canSubmit({ state, counts, isComplete, leftOut }: ImportShown): boolean {
  if (state !== 'checked' || !counts) return false
  return isComplete && counts.new + counts.changed + leftOut.count > 0
}

import { Alert, Button, Result, Skeleton } from 'antd'
import { Link } from 'wouter'
import type { VersionLine, VersionRowShown } from '../../../shared/contract/versions'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { BenefitForm } from './BenefitForm'
import { formTexts } from './formWords'

interface Found {
  version: VersionLine
  /** Null for a benefit that is to be added. */
  row: VersionRowShown | null | undefined
}

/** One benefit of a draft: edited, or with no id a new one. */
export function BenefitPage({ versionId, benefitId }: { versionId: string; benefitId: string | undefined }) {
  const texts = formTexts()
  const { data, error, reload } = useAnswer(`${versionId} ${benefitId}`, () => findRow(versionId, benefitId))
  const back = (
    <Link href={`/${versionId}`}>
      <Button>{texts.back}</Button>
    </Link>
  )
  const title = benefitId === undefined ? texts.addTitle : texts.editTitle(data?.row?.cells.title ?? benefitId)
  return (
    <DeskPage title={title} actions={back} error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data?.version.state !== 'draft' && data && <Alert type="warning" showIcon title={texts.notDraft} />}
      {data?.version.state === 'draft' && data.row === undefined && <Result status="404" title={texts.gone} />}
      {data?.version.state === 'draft' && data.row !== undefined && (
        <BenefitForm versionId={versionId} row={data.row} />
      )}
    </DeskPage>
  )
}

async function findRow(versionId: string, benefitId: string | undefined): Promise<Found> {
  const params = { versionId }
  const version = await server.versions.one({ params, query: {} })
  if (benefitId === undefined) return { version, row: null }
  // Ids that begin alike are found, too, in parts.
  let cursor: string | undefined
  do {
    const { rows, next } = await server.versions.rows({ params, query: { q: benefitId, cursor } })
    const row = rows.find((each) => each.benefitId === benefitId && each.kind !== 'removed')
    if (row) return { version, row }
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return { version, row: undefined }
}

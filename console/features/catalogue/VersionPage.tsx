import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { rowKind, type VersionRowShown, type VersionShown } from '../../../shared/contract/versions'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import type { SignedIn } from '../door/useStanding'
import { CellChanges } from './CellChanges'
import { PreviewPane } from './preview/PreviewPane'
import { RowActions } from './RowActions'
import { useRowBatch } from './RowBatch'
import { rowColumns } from './rowColumns'
import { VersionActions } from './VersionActions'
import { VersionFacts } from './VersionFacts'
import { VersionNotices } from './VersionNotices'
import { versionTexts } from './words'

/** One version: how far it is, what it changes in what is live, and how cardholders would see it. */
export function VersionPage({ versionId, who }: { versionId: string; who: SignedIn }) {
  const texts = versionTexts()
  const [turn, setTurn] = useState(0)
  const [search] = useSearchParams()
  const { data, error, reload } = useAnswer(versionId, () => server.versions.one({ params: { versionId }, query: {} }))
  const back = (
    <Link href="/">
      <Button>{texts.back}</Button>
    </Link>
  )
  const changed = () => {
    setTurn(turn + 1)
    reload()
  }
  if (!data)
    return (
      <DeskPage title={texts.title} actions={back} error={error} onRetry={reload}>
        {error === undefined && <Skeleton active />}
      </DeskPage>
    )
  const view = { version: data, who, turn, onChanged: changed }
  return search.get('view') === 'preview' ? <AsCardholders {...view} /> : <Differences {...view} />
}

interface View {
  version: VersionShown
  who: SignedIn
  turn: number
  onChanged: () => void
}

function Differences({ version, who, turn, onChanged }: View) {
  const texts = versionTexts()
  const kinds = rowKind.options.map((value) => ({ value, label: `${texts.kinds[value]} ${version.counts[value]}` }))
  const actionsOf = (row: VersionRowShown) => (
    <RowActions row={row} version={version} roles={who.operator.roles} onChanged={onChanged} />
  )
  const { batch, dialog } = useRowBatch({ version, who, onChanged })
  return (
    <>
      <ListPage<VersionRowShown>
        name="catalogue-rows"
        source="versions.rows"
        title={texts.version(version.number)}
        rowKey={({ benefitId }) => benefitId}
        columns={rowColumns(actionsOf)}
        filters={[
          { kind: 'choice', name: 'kind', label: texts.kind, options: kinds },
          { kind: 'text', name: 'q', placeholder: texts.searchRows },
        ]}
        actions={<VersionActions version={version} who={who} onChanged={onChanged} />}
        batch={batch}
        expanded={(row) => <CellChanges row={row} />}
        empty={texts.emptyRows}
        turn={turn}
        ask={async ({ filters, sort, cursor }) => {
          const kind = rowKind.safeParse(filters.kind).data
          const query = { kind, q: filters.q || undefined, sort: sortAs(sort, ['points', 'stock']), cursor }
          const { rows, next } = await server.versions.rows({ params: { versionId: version.id }, query })
          return { items: rows, next }
        }}
      >
        <Head version={version} who={who} turn={turn} onChanged={onChanged} />
      </ListPage>
      {dialog}
    </>
  )
}

function AsCardholders({ version, who, turn, onChanged }: View) {
  const actions = <VersionActions version={version} who={who} onChanged={onChanged} />
  return (
    <DeskPage title={versionTexts().version(version.number)} actions={actions}>
      <Head version={version} who={who} turn={turn} onChanged={onChanged} />
      <PreviewPane version={version} />
    </DeskPage>
  )
}

function Head({ version, who, onChanged }: View) {
  const texts = versionTexts()
  const [search, setSearch] = useSearchParams()
  const options = [
    { value: 'differences', label: texts.differences },
    { value: 'preview', label: texts.preview },
  ]
  return (
    <>
      <VersionNotices version={version} who={who} onChanged={onChanged} />
      <VersionFacts version={version} />
      <Segmented
        options={options}
        value={search.get('view') ?? 'differences'}
        onChange={(value) => setSearch(value === 'preview' ? { view: 'preview' } : {})}
        style={{ marginBottom: 16 }}
      />
    </>
  )
}

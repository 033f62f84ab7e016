import { Tag, Typography } from 'antd'
import { Link } from 'wouter'
import { type ImportLine, type ImportState, importState } from '../../../shared/contract/imports'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import { importTexts } from './words'

const stateColours: Record<ImportState, string> = {
  checking: 'blue',
  checked: 'gold',
  refused: 'red',
  submitted: 'green',
}

/** What was imported lately, whoever did it. */
export function RecentImports({ kind }: { kind: 'benefits' | 'codes' }) {
  const texts = importTexts()
  const states = importState.options.map((value) => ({ value, label: texts.states[value] }))
  return (
    <>
      <Typography.Title level={5}>{texts.recent}</Typography.Title>
      <ListPage<ImportLine>
        name={`imports-${kind}`}
        source="imports.list"
        title=""
        rowKey={({ id }) => id}
        columns={importColumns()}
        empty={texts.emptyRecent}
        filters={[{ kind: 'choice', name: 'state', label: texts.state, options: states }]}
        ask={async ({ filters, sort, cursor }) => {
          const state = importState.safeParse(filters.state).data
          const query = { kind, state, sort: sortAs(sort, ['madeAt', 'fileName']), cursor }
          const { imports, next } = await server.imports.list({ query })
          return { items: imports, next }
        }}
      />
    </>
  )
}

export function ImportTag({ state }: { state: ImportState }) {
  return <Tag color={stateColours[state]}>{importTexts().states[state]}</Tag>
}

function importColumns(): ListColumn<ImportLine>[] {
  const texts = importTexts()
  const result = ({ counts }: ImportLine) => (counts ? texts.countsText(counts.rows - counts.wrong, counts.wrong) : '–')
  return [
    {
      key: 'fileName',
      title: texts.file,
      render: ({ id, kind, fileName }) => <Link href={kind === 'codes' ? `/codes/${id}` : `/${id}`}>{fileName}</Link>,
      cell: ({ fileName }) => fileName,
      sort: 'server',
    },
    {
      key: 'state',
      title: texts.state,
      width: 120,
      render: ({ state }) => <ImportTag state={state} />,
      cell: ({ state }) => texts.states[state],
    },
    { key: 'result', title: texts.result, width: 260, render: result, cell: result },
    {
      key: 'madeAt',
      title: texts.at,
      width: 190,
      render: ({ madeAt }) => <span className="figures">{formatMoment(madeAt)}</span>,
      cell: ({ madeAt }) => formatMoment(madeAt),
      sort: 'server',
    },
  ]
}

import { Tag, Typography } from 'antd'
import { Link } from 'wouter'
import { type ImportLine, type ImportState, importState } from '../../../shared/contract/imports'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import { versionTexts } from '../catalogue/words'
import { importTexts } from './words'

const stateColours: Record<ImportState, string> = {
  checking: 'blue',
  checked: 'gold',
  refused: 'red',
  submitted: 'green',
}

/** What was imported lately, whoever did it. */
export function RecentImports({ kind, isMaker }: { kind: 'benefits' | 'codes'; isMaker: boolean }) {
  const texts = importTexts()
  const states = importState.options.map((value) => ({ value, label: texts.states[value] }))
  const mine = [{ value: 'yes', label: texts.mine }]
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
        filters={[
          { kind: 'text', name: 'search', placeholder: texts.search },
          { kind: 'choice', name: 'state', label: texts.state, options: states },
          ...(isMaker ? [{ kind: 'choice' as const, name: 'mine', label: texts.by, options: mine }] : []),
          { kind: 'days', name: 'on', label: texts.at },
        ]}
        ask={async ({ filters: { search, state, mine, onFrom, onUntil }, sort, cursor }) => {
          const query = {
            kind,
            search: search || undefined,
            state: importState.safeParse(state).data,
            mine: mine === 'yes' ? ('yes' as const) : undefined,
            from: onFrom || undefined,
            until: onUntil || undefined,
            sort: sortAs(sort, ['madeAt', 'fileName', 'state', 'submittedAt']),
            cursor,
          }
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

/** What became of it: a draft, which has a state of its own, or codes in the pool. */
export function Became({ line }: { line: Pick<ImportLine, 'versionId' | 'version' | 'submittedAt'> }) {
  const { versionId, version } = line
  if (!versionId || !version) return <>{becameText(line)}</>
  return <Link href={`~/console/catalogue/${versionId}`}>{becameText(line)}</Link>
}

function becameText({ version, submittedAt }: Pick<ImportLine, 'version' | 'submittedAt'>): string {
  const texts = importTexts()
  if (version) return texts.becameVersion(version.number, versionTexts().states[version.state])
  return submittedAt ? texts.becameLoaded(formatMoment(submittedAt)) : '–'
}

export function senderText(madeBy: ImportLine['madeBy']): string {
  if (madeBy === null) return importTexts().commandLine
  return madeBy.login === null ? madeBy.name : `${madeBy.login} · ${madeBy.name}`
}

function importColumns(): ListColumn<ImportLine>[] {
  const texts = importTexts()
  const result = ({ counts }: ImportLine) => (counts ? texts.countsText(counts.rows - counts.wrong, counts.wrong) : '–')
  const sender = ({ madeBy }: ImportLine) => senderText(madeBy)
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
      width: 100,
      render: ({ state }) => <ImportTag state={state} />,
      cell: ({ state }) => texts.states[state],
      sort: 'server',
    },
    { key: 'result', title: texts.result, width: 170, render: result, cell: result },
    {
      key: 'submittedAt',
      title: texts.became,
      width: 150,
      render: (line) => <Became line={line} />,
      cell: becameText,
      sort: 'server',
    },
    { key: 'by', title: texts.by, width: 200, render: sender, cell: sender },
    {
      key: 'madeAt',
      title: texts.at,
      width: 170,
      render: ({ madeAt }) => <span className="figures">{formatMoment(madeAt)}</span>,
      cell: ({ madeAt }) => formatMoment(madeAt),
      sort: 'server',
    },
  ]
}

import { Alert, Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { VersionState } from '../../../shared/contract/programmes'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { pathName, versionValueText } from './fieldNames'
import { type Programme, type Version, type VersionKind, versionsOf } from './version'
import { programmeTexts } from './words'

const colours: Record<VersionState, string> = { past: 'default', in_force: 'green', to_come: 'gold' }

/** Every version, the newest first; which kind is shown stands in the address. */
export function VersionList({ mayDraft }: { mayDraft: boolean }) {
  const texts = programmeTexts()
  const [search] = useSearchParams()
  const kind = kindOf(search.get('kind'))
  const [closures, setClosures] = useState<Programme['closures']>([])
  const draft = mayDraft && (
    <Link href={`/draft/${kind}`}>
      <Button type="primary">{texts.fresh}</Button>
    </Link>
  )
  const options = (['rule', 'terms'] as const).map((value) => ({ value, label: texts.kinds[value] }))
  return (
    <ListPage<Version>
      name="programme-versions"
      source="programmes.show"
      title={texts.title}
      actions={draft}
      rowKey={({ says }) => `${kind} ${says.version}`}
      columns={columns()}
      filters={[{ kind: 'choice', name: 'kind', label: texts.title, options, initial: 'rule' }]}
      expanded={({ says }) => <Says says={says} />}
      isOpened={({ state }) => state === 'in_force'}
      ask={async ({ filters }) => {
        const programme = await server.programmes.show({ query: {} })
        setClosures(programme.closures)
        return { items: versionsOf(programme, kindOf(filters.kind)), next: null }
      }}
    >
      {kind === 'rule' && <Closures closures={closures} />}
    </ListPage>
  )
}

const kindOf = (text: string | null | undefined): VersionKind => (text === 'terms' ? 'terms' : 'rule')

function columns(): ListColumn<Version>[] {
  const texts = programmeTexts()
  const text = (key: string, title: string, of: (version: Version) => string): ListColumn<Version> => ({
    key,
    title,
    render: (version) => <span className="figures">{of(version)}</span>,
    cell: of,
    sort: (one, other) => (of(one) < of(other) ? -1 : 1),
  })
  return [
    text('version', texts.version, ({ says }) => says.version),
    text('since', texts.since, ({ says }) => says.since),
    {
      key: 'state',
      title: texts.state,
      render: ({ state }) => <Tag color={colours[state]}>{texts.states[state]}</Tag>,
      cell: ({ state }) => texts.states[state],
    },
  ]
}

function Closures({ closures }: Pick<Programme, 'closures'>) {
  const texts = programmeTexts()
  return closures.map(({ ruleVersion, bonusId, closedFrom }) => (
    <Alert
      key={`${ruleVersion} ${bonusId}`}
      type="info"
      showIcon
      title={texts.closures([ruleVersion, bonusId].filter(Boolean).join(' · '), closedFrom)}
      style={{ marginBottom: 16 }}
    />
  ))
}

interface Line {
  path: string[]
  value: string
}

function Says({ says }: Pick<Version, 'says'>) {
  const texts = programmeTexts()
  const { version: _, since: __, ...rest } = says
  return (
    <Table<Line>
      size="small"
      rowKey={({ path }) => path.join('.')}
      dataSource={linesOf(rest)}
      pagination={false}
      columns={[
        { title: texts.field, width: '40%', render: (_, { path }) => pathName(path) },
        { title: texts.value, className: 'figures', dataIndex: 'value' },
      ]}
    />
  )
}

/** Each value by itself, under its names; a list of plain values is one. */
function linesOf(value: unknown, path: string[] = []): Line[] {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || Array.isArray(one))) {
    return value.length > 0 ? [{ path, value: value.map((one) => [one].flat().join('–')).join('、') }] : []
  }
  if (Array.isArray(value)) {
    // A name stands in the path; it is not said again as a value.
    return value.flatMap(({ id, tier, ...one }) => linesOf(one, [...path, id ?? tier ?? '']))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, part]) => linesOf(part, [...path, name]))
  }
  return value === undefined || value === null ? [] : [{ path, value: versionValueText(String(value)) }]
}

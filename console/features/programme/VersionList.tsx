import { Alert, Button, Segmented, Skeleton, Table, Tag } from 'antd'
import { Link, useSearchParams } from 'wouter'
import type { VersionState } from '../../../shared/contract/programmes'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { pathName } from './fieldNames'
import { type Programme, type Version, type VersionKind, versionsOf } from './version'
import { programmeTexts } from './words'

const colours: Record<VersionState, string> = { past: 'default', in_force: 'green', to_come: 'gold' }

/** Every version, the newest first; which kind is shown stands in the address. */
export function VersionList({ mayDraft }: { mayDraft: boolean }) {
  const texts = programmeTexts()
  const [search, setSearch] = useSearchParams()
  const kind: VersionKind = search.get('kind') === 'terms' ? 'terms' : 'rule'
  const { data, error, reload } = useAnswer('programme', () => server.programmes.show({ query: {} }))
  const draft = mayDraft && (
    <Link href={`/draft/${kind}`}>
      <Button type="primary">{texts.fresh}</Button>
    </Link>
  )
  const options = (['rule', 'terms'] as const).map((value) => ({ value, label: texts.kinds[value] }))
  return (
    <DeskPage title={texts.title} actions={draft} error={error} onRetry={reload}>
      <Segmented
        options={options}
        value={kind}
        onChange={(value) => setSearch({ kind: value })}
        style={{ marginBottom: 16 }}
      />
      {!data && error === undefined && <Skeleton active />}
      {data && kind === 'rule' && <Closures closures={data.closures} />}
      {data && <Versions key={kind} versions={versionsOf(data, kind)} />}
    </DeskPage>
  )
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

function Versions({ versions }: { versions: Version[] }) {
  const texts = programmeTexts()
  const inForce = versions.filter(({ state }) => state === 'in_force').map(({ says }) => says.version)
  return (
    <Table<Version>
      rowKey={({ says }) => says.version}
      dataSource={versions}
      pagination={false}
      expandable={{ defaultExpandedRowKeys: inForce, expandedRowRender: ({ says }) => <Says says={says} /> }}
      columns={[
        { title: texts.version, className: 'figures', render: (_, { says }) => says.version },
        { title: texts.since, className: 'figures', render: (_, { says }) => says.since },
        {
          title: texts.state,
          render: (_, { state }) => <Tag color={colours[state]}>{texts.states[state]}</Tag>,
        },
      ]}
    />
  )
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
  return value === undefined || value === null ? [] : [{ path, value: String(value) }]
}

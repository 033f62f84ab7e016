import { Button, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type VersionLine, versionState } from '../../../shared/contract/versions'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import type { SignedIn } from '../door/useStanding'
import { BeginModal } from './BeginModal'
import { VersionTag } from './VersionTag'
import { versionTexts } from './words'

/** Every version with its state, the newest first. */
export function VersionList({ who }: { who: SignedIn }) {
  const texts = versionTexts()
  const [isBeginning, setBeginning] = useState(false)
  const isMaker = who.operator.roles.includes('maker')
  const actions = isMaker && (
    <>
      <Link href="~/console/import">
        <Button>{texts.importTable}</Button>
      </Link>
      <Button type="primary" onClick={() => setBeginning(true)}>
        {texts.begin}
      </Button>
    </>
  )
  const options = versionState.options.map((value) => ({ value, label: texts.states[value] }))
  return (
    <>
      <ListPage<VersionLine>
        name="catalogue-versions"
        source="versions.list"
        title={texts.title}
        rowKey={({ id }) => id}
        columns={versionColumns()}
        filters={[{ kind: 'choice', name: 'state', label: texts.state, options }]}
        actions={actions}
        empty={texts.emptyList}
        ask={async ({ filters, sort, cursor }) => {
          const state = versionState.safeParse(filters.state).data
          const query = { state, sort: sortAs(sort, ['number', 'madeAt', 'state', 'liveFrom']), cursor }
          const { versions, next } = await server.versions.list({ query })
          return { items: versions, next }
        }}
      />
      {isBeginning && <BeginModal onClose={() => setBeginning(false)} />}
    </>
  )
}

function versionColumns(): ListColumn<VersionLine>[] {
  const texts = versionTexts()
  const maker = ({ madeBy }: VersionLine) => madeBy?.name ?? texts.commandLine
  return [
    {
      key: 'number',
      title: texts.number,
      width: 110,
      render: ({ id, number }) => <Link href={`/${id}`}>{texts.version(number)}</Link>,
      cell: ({ number }) => number,
      sort: 'server',
    },
    {
      key: 'state',
      title: texts.state,
      width: 110,
      render: ({ state }) => <VersionTag state={state} />,
      cell: ({ state }) => texts.states[state],
      sort: 'server',
    },
    { key: 'note', title: texts.note, render: ({ note }) => note || '–', cell: ({ note }) => note },
    { key: 'madeBy', title: texts.madeBy, width: 180, render: maker, cell: maker },
    {
      key: 'madeAt',
      title: texts.madeAt,
      width: 170,
      render: ({ madeAt }) => <span className="figures">{formatMoment(madeAt)}</span>,
      cell: ({ madeAt }) => formatMoment(madeAt),
      sort: 'server',
    },
    {
      key: 'editors',
      title: texts.editors,
      hidden: true,
      render: (version) => editorsOf(version),
      cell: (version) => editorsOf(version),
    },
    {
      key: 'liveFrom',
      title: texts.when,
      width: 240,
      render: (version) => <Typography.Text type="secondary">{whenLive(version)}</Typography.Text>,
      cell: (version) => whenLive(version),
      sort: 'server',
    },
  ]
}

function editorsOf({ editors }: VersionLine): string {
  return editors.map(({ name }) => name).join('、')
}

/** When it was live, or is to be. */
export function whenLive({ state, publishAt, liveFrom, retiredAt }: VersionLine): string {
  const texts = versionTexts()
  if (liveFrom && retiredAt) return texts.liveUntil(minuteOf(liveFrom), minuteOf(retiredAt))
  if (liveFrom) return texts.liveSince(minuteOf(liveFrom))
  if (state === 'in_review' && !publishAt) return texts.atOnce
  return publishAt && state !== 'draft' ? texts.goesLive(minuteOf(publishAt)) : '–'
}

function minuteOf(instant: string): string {
  return formatMoment(instant).slice(0, 16)
}

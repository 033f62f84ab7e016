import { Flex, Tag, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { VersionRowShown } from '../../../shared/contract/versions'
import type { ListColumn } from '../../ui/list/columns'
import { formatMoment } from '../../words/moments'
import { cellText } from './cellText'
import { columnName } from './columnWords'
import { KindTag } from './VersionTag'
import { versionTexts } from './words'

/** The columns of a version's benefits, with what can be done with each at the end. */
export function rowColumns(actionsOf: (row: VersionRowShown) => ReactNode): ListColumn<VersionRowShown>[] {
  const texts = versionTexts()
  const shown = (column: 'category' | 'tier' | 'delivery') => ({
    key: column,
    title: columnName(column),
    width: 88,
    render: ({ cells }: VersionRowShown) => cellText(column, cells[column] ?? ''),
    cell: ({ cells }: VersionRowShown) => cellText(column, cells[column] ?? ''),
  })
  return [
    {
      key: 'benefit',
      title: texts.benefit,
      render: ({ benefitId, cells }) => <Named id={benefitId} title={cells.title ?? ''} />,
      cell: ({ benefitId, cells }) => `${benefitId} ${cells.title ?? ''}`,
    },
    {
      key: 'kind',
      title: texts.kind,
      width: 100,
      render: ({ kind }) => <KindTag kind={kind} />,
      cell: ({ kind }) => texts.kinds[kind],
    },
    { key: 'changes', title: texts.changes, width: 160, render: whatChanges, cell: whatChanges },
    shown('category'),
    { ...shown('tier'), hidden: true },
    { ...shown('delivery'), hidden: true },
    { ...figure('points'), title: texts.points },
    { ...figure('stock'), title: texts.stock },
    {
      key: 'live',
      title: texts.live,
      width: 100,
      render: ({ live }) => <LiveNow live={live} />,
      cell: ({ live }) => (live ? texts.issued(live.issued) : ''),
    },
    { key: 'actions', title: '', width: 96, align: 'right', render: actionsOf },
  ]
}

function figure(column: 'points' | 'stock'): Omit<ListColumn<VersionRowShown>, 'title'> {
  const numberOf = ({ cells }: VersionRowShown) => Number(cells[column] ?? 0)
  return {
    key: column,
    width: 84,
    align: 'right',
    render: (row) => numberOf(row).toLocaleString('en-US'),
    cell: numberOf,
    sort: 'server',
  }
}

function Named({ id, title }: { id: string; title: string }) {
  return (
    <Flex vertical>
      <Typography.Text ellipsis={{ tooltip: title }}>{title}</Typography.Text>
      <Typography.Text type="secondary" className="figures" ellipsis style={{ fontSize: 12 }}>
        {id}
      </Typography.Text>
    </Flex>
  )
}

function whatChanges({ kind, changes }: VersionRowShown): string {
  return kind === 'changed' ? changes.map(({ column }) => columnName(column)).join('、') : ''
}

function LiveNow({ live }: { live: VersionRowShown['live'] }) {
  const texts = versionTexts()
  if (!live) return <Typography.Text type="secondary">–</Typography.Text>
  if (live.takenDownAt)
    return (
      <Tag color="red" title={texts.down(formatMoment(live.takenDownAt))}>
        {texts.takenDown}
      </Tag>
    )
  return <Typography.Text type="secondary">{texts.issued(live.issued)}</Typography.Text>
}

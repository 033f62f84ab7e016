import { Flex, Tag, Typography } from 'antd'
import type { StockShown, StockWorry } from '../../../shared/contract/stock'
import { formatPoints } from '../../../shared/values/points'
import type { ListColumn } from '../../ui/list/columns'
import { formatMoment } from '../../words/moments'
import { cellText } from '../catalogue/cellText'
import { stockTexts } from './words'

const colours: Record<StockWorry, string> = { out: 'red', low: 'gold', expiring: 'orange' }

export function stockColumns(): ListColumn<StockShown>[] {
  const texts = stockTexts()
  const worriesOf = ({ worries, takenDownAt }: StockShown) => [
    ...worries.map((worry) => texts.worries[worry]),
    ...(takenDownAt ? [texts.down] : []),
  ]
  const source = ({ supplier }: StockShown) => supplier ?? texts.pool
  return [
    {
      key: 'benefit',
      title: texts.benefit,
      render: ({ benefitId, title }) => <Named id={benefitId} title={title} />,
      cell: ({ benefitId, title }) => `${benefitId} ${title}`,
      sort: 'server',
    },
    {
      key: 'worries',
      title: texts.worry,
      width: 150,
      render: (line) => <Worries line={line} />,
      cell: (line) => worriesOf(line).join('、'),
    },
    {
      key: 'left',
      title: texts.left,
      width: 150,
      align: 'right',
      render: (line) => <Left line={line} />,
      cell: ({ leftNow }) => leftNow,
      sort: 'server',
    },
    { ...figure('issued'), title: texts.issued },
    {
      key: 'mark',
      title: texts.mark,
      width: 80,
      align: 'right',
      render: ({ lowStockAt }) => (lowStockAt === null ? '–' : formatPoints(lowStockAt)),
      cell: ({ lowStockAt }) => lowStockAt,
    },
    {
      key: 'free',
      title: texts.codes,
      width: 112,
      align: 'right',
      render: (line) => (line.supplier === null ? formatPoints(freeOf(line)) : '–'),
      cell: (line) => (line.supplier === null ? freeOf(line) : null),
      sort: 'server',
    },
    {
      key: 'delivery',
      title: texts.delivery,
      width: 100,
      hidden: true,
      render: ({ delivery }) => cellText('delivery', delivery),
      cell: ({ delivery }) => cellText('delivery', delivery),
    },
    { key: 'source', title: texts.source, width: 116, render: source, cell: source },
  ]
}

function figure(column: 'issued'): Omit<ListColumn<StockShown>, 'title'> {
  return {
    key: column,
    width: 88,
    align: 'right',
    render: (line) => formatPoints(line[column]),
    cell: (line) => line[column],
    sort: 'server',
  }
}

function freeOf({ freeCodes }: StockShown): number {
  return freeCodes.reduce((sum, { free }) => sum + free, 0)
}

function Named({ id, title }: { id: string; title: string }) {
  return (
    <Flex vertical>
      <Typography.Text ellipsis={{ tooltip: title }}>{title}</Typography.Text>
      <Typography.Text type="secondary" className="figures" style={{ fontSize: 12 }}>
        {id}
      </Typography.Text>
    </Flex>
  )
}

function Worries({ line: { worries, takenDownAt } }: { line: StockShown }) {
  const texts = stockTexts()
  if (worries.length === 0 && !takenDownAt) return <Typography.Text type="secondary">{texts.fine}</Typography.Text>
  return (
    <Flex gap={4} wrap>
      {takenDownAt && <Tag color="red">{texts.down}</Tag>}
      {worries.map((worry) => (
        <Tag key={worry} color={colours[worry]}>
          {texts.worries[worry]}
        </Tag>
      ))}
    </Flex>
  )
}

function Left({ line: { leftNow, stock, nextRelease } }: { line: StockShown }) {
  const texts = stockTexts()
  return (
    <Flex vertical align="end">
      <span>{texts.leftOf(formatPoints(leftNow), formatPoints(stock))}</span>
      {nextRelease && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {texts.later(formatMoment(nextRelease.at).slice(5, 16), formatPoints(nextRelease.stock))}
        </Typography.Text>
      )}
    </Flex>
  )
}

import { Table, Tag } from 'antd'
import { Link } from 'wouter'
import { stockAddress, stockOf } from './addresses'
import { FigureLink } from './FigureLink'
import { Panel } from './Panel'
import type { Shown } from './PointsPanel'
import { dashboardWords } from './words'

type Line = Shown['stock'][number]

/** What is left of each benefit, now. */
export function StockPanel({ stock, opensLists }: { stock: Line[]; opensLists: boolean }) {
  const texts = dashboardWords()
  const count = (title: string, name: 'stock' | 'issued' | 'leftNow' | 'leftInAll') => ({
    title,
    align: 'right' as const,
    sorter: (one: Line, other: Line) => one[name] - other[name],
    render: (_: unknown, line: Line) => (
      <FigureLink amount={line[name]} href={opensLists ? stockOf(line.benefitId) : null} />
    ),
  })
  return (
    <Panel
      title={texts.stock}
      definition={texts.stockText}
      extra={opensLists && <Link href={stockAddress}>{texts.allStock}</Link>}
    >
      <Table<Line>
        rowKey="benefitId"
        size="small"
        dataSource={stock}
        showSorterTooltip={false}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: texts.benefit,
            ellipsis: true,
            width: '36%',
            render: (_, line) => (
              <>
                {opensLists ? <Link href={stockOf(line.benefitId)}>{line.title}</Link> : line.title}{' '}
                {line.isLow && <Tag color="orange">{texts.low}</Tag>}
              </>
            ),
          },
          count(texts.stock, 'stock'),
          count(texts.used, 'issued'),
          count(texts.leftNow, 'leftNow'),
          count(texts.left, 'leftInAll'),
          { title: texts.mark, align: 'right', className: 'figures', render: (_, line) => line.lowStockAt ?? '–' },
        ]}
      />
    </Panel>
  )
}

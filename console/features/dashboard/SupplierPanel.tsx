import { Table } from 'antd'
import { Link } from 'wouter'
import { EmptyState } from '../../ui/EmptyState'
import { endedAddress, ordersAddress } from './addresses'
import { Panel } from './Panel'
import type { Shown } from './PointsPanel'
import { dashboardWords } from './words'

type Line = Shown['suppliers'][number]

/** How often suppliers deliver, and how long they take. */
export function SupplierPanel({
  shown: { suppliers, from, until },
  opensLists,
}: {
  shown: Shown
  opensLists: boolean
}) {
  const texts = dashboardWords()
  const ended = (outcome: 'delivered' | 'failed') => (_: unknown, line: Line) => (
    <Link href={endedAddress({ from, until, supplier: line.supplier, outcome })}>{line[outcome]}</Link>
  )
  const measured = (of: (line: Line) => string) => (_: unknown, line: Line) => (
    <Link href={endedAddress({ from, until, supplier: line.supplier })}>{of(line)}</Link>
  )
  const waiting = (which: 'open' | 'manual') => (_: unknown, line: Line) =>
    opensLists ? <Link href={waitingAddress(line, which)}>{line[which]}</Link> : line[which]
  const right = { align: 'right' as const, className: 'figures' }
  return (
    <Panel title={texts.suppliers} definition={texts.suppliersText}>
      <Table<Line>
        rowKey="supplier"
        size="small"
        dataSource={suppliers}
        pagination={false}
        locale={{ emptyText: <EmptyState text={texts.noSuppliers} /> }}
        columns={[
          { title: texts.supplier, dataIndex: 'supplier' },
          { title: texts.delivered, ...right, render: ended('delivered') },
          { title: texts.failed, ...right, render: ended('failed') },
          {
            title: texts.rate,
            ...right,
            render: measured(({ delivered, failed }) => rate(delivered, delivered + failed)),
          },
          { title: texts.half, ...right, render: measured(({ p50Ms }) => duration(p50Ms)) },
          { title: texts.most, ...right, render: measured(({ p95Ms }) => duration(p95Ms)) },
          { title: texts.open, ...right, render: waiting('open') },
          { title: texts.manual, ...right, render: waiting('manual') },
        ]}
      />
    </Panel>
  )
}

function waitingAddress({ supplier }: Line, which: 'open' | 'manual'): string {
  return ordersAddress(which === 'manual' ? { supplier, state: 'manual' } : { supplier })
}

function rate(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`
}

export function duration(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return ms < 3_600_000 ? `${(ms / 60_000).toFixed(1)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

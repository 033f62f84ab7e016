import { Button, Flex, Table, Typography } from 'antd'
import { type Key, type ReactNode, useEffect, useState } from 'react'
import { usePages } from '../../server/usePages'
import { DeskPage } from '../DeskPage'
import { EmptyState } from '../EmptyState'
import { type ListColumn, useColumnChoice } from './columns'
import type { Cell } from './csv'
import { filterNames, type ListFilter, ListFilters } from './ListFilters'
import { ListTools } from './ListTools'
import { useListAddress } from './listAddress'
import type { Sort } from './sort'
import { listTexts } from './words'

/** What is asked of the server: one part of the list as it is narrowed and ordered. */
export interface Asked {
  filters: Record<string, string>
  /** Only by columns that the server orders. */
  sort: Sort | null
  cursor: string | undefined
}

export interface ListPart<Row> {
  items: Row[]
  next: string | null
}

/** Something that is done with the rows that were chosen. */
export interface BatchAction<Row> {
  label: (count: number) => string
  /** Of which rows it can be done; without it, of all. */
  fits?: (row: Row) => boolean
  danger?: boolean
  act: (rows: Row[]) => void
}

interface ListProps<Row> {
  /** Names the list in this browser and the file of its export. */
  name: string
  /** The endpoint that lists it, which is written down with each export. */
  source: string
  title: string
  rowKey: (row: Row) => string
  columns: readonly ListColumn<Row>[]
  filters?: readonly ListFilter[]
  ask: (asked: Asked) => Promise<ListPart<Row>>
  actions?: ReactNode
  batch?: readonly BatchAction<Row>[]
  /** Said where the list is empty. */
  empty?: string
  /** What a row opens to, below it. */
  expanded?: (row: Row) => ReactNode
  /** Open from the start. */
  isOpened?: (row: Row) => boolean
  /** Another number loads the list again. */
  turn?: number
  /** Under the title of its page already: no title of its own. */
  children?: ReactNode
}

/**
 * A list as every list of the desk is: filters and order in the address, parts from the server, a choice of columns, an export
 * of what the filter shows, and actions on the rows that were chosen.
 */
export function ListPage<Row extends object>(props: ListProps<Row>) {
  const { name, source, title, columns, filters = [], ask, actions, children, turn = 0 } = props
  const address = useListAddress(filterNames(filters))
  const choice = useColumnChoice(name, columns)
  const byServer = columns.some(({ key, sort }) => sort === 'server' && key === address.sort?.key)
  const asked = { filters: address.filters, sort: byServer ? address.sort : null }
  const pages = usePages<Row>(`${name} ${turn} ${JSON.stringify(asked)}`, (cursor) => ask({ ...asked, cursor }))
  return (
    <DeskPage title={title} actions={actions} error={pages.error} onRetry={pages.reload}>
      {children}
      <Flex justify="space-between" gap={12} align="start" style={{ marginBottom: 16 }}>
        <ListFilters filters={filters} values={address.filters} onChange={address.setFilters} />
        <ListTools
          name={name}
          source={source}
          filters={asked.filters}
          columns={columns}
          {...choice}
          ask={(cursor) => ask({ ...asked, cursor })}
        />
      </Flex>
      <Rows {...props} pages={pages} address={address} chosenColumns={choice.chosen} />
    </DeskPage>
  )
}

interface RowsProps<Row> extends ListProps<Row> {
  pages: ReturnType<typeof usePages<Row>>
  address: ReturnType<typeof useListAddress>
  chosenColumns: string[]
}

function Rows<Row extends object>({ pages, address, chosenColumns, ...list }: RowsProps<Row>) {
  const { rowKey, columns, batch = [], empty, turn } = list
  const texts = listTexts()
  const [keys, setKeys] = useState<Key[]>([])
  // What was chosen has been dealt with when the list is loaded again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => setKeys([]), [turn])
  const shown = columns.filter(({ key }) => chosenColumns.includes(key))
  const rows = pages.hasMore ? pages.items : sorted(pages.items, { columns, sort: address.sort })
  const chosen = rows.filter((row) => keys.includes(rowKey(row)))
  const expandable = useExpansion(list, rows)
  return (
    <>
      {chosen.length > 0 && <Batch batch={batch} chosen={chosen} />}
      <Table<Row>
        rowKey={rowKey}
        size="middle"
        tableLayout="fixed"
        dataSource={rows}
        loading={pages.isLoading}
        pagination={false}
        locale={{ emptyText: pages.isLoading ? ' ' : <EmptyState text={empty ?? texts.empty} /> }}
        rowSelection={batch.length > 0 ? { selectedRowKeys: keys, onChange: setKeys } : undefined}
        expandable={expandable}
        showSorterTooltip={false}
        columns={shown.map((column) => tableColumn(column, { by: address.sort, isWhole: !pages.hasMore }))}
        onChange={(_, __, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter
          address.setSort(order ? { key: String(columnKey), descending: order === 'descend' } : null)
        }}
      />
      <Flex align="center" gap={16} style={{ marginTop: 16 }}>
        {pages.hasMore && (
          <Button onClick={pages.more} loading={pages.isLoading}>
            {texts.more}
          </Button>
        )}
        {rows.length > 0 && (
          <Typography.Text type="secondary">{texts.loaded(rows.length, pages.hasMore)}</Typography.Text>
        )}
      </Flex>
    </>
  )
}

/** A row is open that was opened, or that is from the start and was not closed. */
function useExpansion<Row extends object>({ rowKey, expanded, isOpened = () => false }: ListProps<Row>, rows: Row[]) {
  const [toggled, setToggled] = useState<readonly string[]>([])
  if (!expanded) return undefined
  const isOpen = (row: Row) => toggled.includes(rowKey(row)) !== isOpened(row)
  const toggle = (key: string) =>
    setToggled(toggled.includes(key) ? toggled.filter((other) => other !== key) : [...toggled, key])
  return {
    columnWidth: 40,
    expandedRowRender: expanded,
    expandedRowKeys: rows.filter(isOpen).map(rowKey),
    onExpand: (_: boolean, row: Row) => toggle(rowKey(row)),
  }
}

function Batch<Row>({ batch, chosen }: { batch: readonly BatchAction<Row>[]; chosen: Row[] }) {
  return (
    <Flex align="center" gap={12} style={{ marginBottom: 12 }}>
      <Typography.Text>{listTexts().chosen(chosen.length)}</Typography.Text>
      {batch.map(({ label, act, danger, fits = () => true }) => {
        const rows = chosen.filter(fits)
        return (
          <Button key={label(0)} danger={danger} disabled={rows.length === 0} onClick={() => act(rows)}>
            {label(rows.length)}
          </Button>
        )
      })}
    </Flex>
  )
}

/** Part of a list is not ordered here: its first rows would look like the first of all. */
function tableColumn<Row>(
  { key, title, render, cell, width, align, sort }: ListColumn<Row>,
  { by, isWhole }: { by: Sort | null; isWhole: boolean },
) {
  return {
    key,
    title,
    width,
    align,
    ellipsis: true,
    className: align === 'right' ? 'figures' : undefined,
    sorter: sort === 'server' || (sort !== undefined && isWhole),
    sortOrder: by?.key !== key ? null : by.descending ? ('descend' as const) : ('ascend' as const),
    // What is cut off can be read by pointing at it.
    onCell: (row: Row) => ({ title: titleOf(cell?.(row)) }),
    render: (_: unknown, row: Row) => render(row),
  }
}

function titleOf(cell: Cell | undefined): string | undefined {
  return typeof cell === 'string' && cell !== '' ? cell : undefined
}

/** What the server did not order is ordered here, once all of it was loaded. */
function sorted<Row>(
  rows: Row[],
  { columns, sort }: { columns: readonly ListColumn<Row>[]; sort: Sort | null },
): Row[] {
  const by = columns.find(({ key }) => key === sort?.key)?.sort
  if (typeof by !== 'function') return rows
  const ascending = [...rows].sort(by)
  return sort?.descending ? ascending.reverse() : ascending
}

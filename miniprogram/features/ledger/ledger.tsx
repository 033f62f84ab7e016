import { View } from '@tarojs/components'
import { type ReactNode, useMemo, useState } from 'react'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { LedgerRow, pointsContract } from '../../../shared/contract/points'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Chips } from '../../ui/Chips'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { LongList } from '../../ui/LongList'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { useEndReached, usePull } from '../../wechat/page'
import { formatDayShort, formatMonth } from '../../words/dates'
import { byDay, type PlacedRow } from './byDay'
import './ledger.scss'
import { LedgerLine } from './LedgerLine'
import { ledgerWords } from './words'

type Head = Omit<ReplyOf<(typeof pointsContract)['ledger']>, 'rows' | 'next'>

export default function LedgerPage() {
  const words = ledgerWords()
  const [month, setMonth] = useState<string>()
  const [head, setHead] = useState<Head>()
  const { answer, more, loadMore, reload } = useList({
    name: `ledger:${month ?? 'newest'}`,
    keep: month === undefined,
    ask: async (cursor) => {
      const { rows, next, ...rest } = await server.points.ledger({ query: { month, cursor } })
      setHead(rest)
      return { items: rows, next }
    },
  })
  usePull(reload)
  useEndReached(loadMore)
  return (
    <Page title={words.title}>
      <View className="ledger-lots">
        <Card flush>
          <Row title={words.lotsTitle} note={words.lotsNote} icon="calendar" onClick={() => open('lots')} />
        </Card>
      </View>
      {head && head.months.length > 0 && <Months head={head} onChoose={setMonth} />}
      <Answered answer={answer} reload={reload}>
        {(rows) =>
          rows.length === 0 ? <NoRows /> : <Rows rows={rows} more={<ListEnd more={more} loadMore={loadMore} />} />
        }
      </Answered>
    </Page>
  )
}

function Months({ head, onChoose }: { head: Head; onChoose: (month: string) => void }) {
  const words = ledgerWords()
  const choices = head.months.map((value) => ({ value, text: formatMonth(value) }))
  return (
    <>
      <Chips label={words.months} choices={choices} chosen={head.month} onChoose={onChoose} />
      <View className="month-sums">
        <View className="month-sum">
          <View className="month-sum__name">{words.earned}</View>
          <Amount value={head.earned} signed bare tone="brand" />
        </View>
        <View className="month-sum">
          <View className="month-sum__name">{words.spent}</View>
          <Amount value={-head.spent} bare />
        </View>
      </View>
    </>
  )
}

/** Of a row with two lines, in px. */
const rowHeight = 76

function Rows({ rows, more }: { rows: LedgerRow[]; more: ReactNode }) {
  const placed = useMemo(() => byDay(rows), [rows])
  return (
    <>
      <LongList label={ledgerWords().title} items={placed} keyOf={keyOf} rowHeight={rowHeight}>
        {drawRow}
      </LongList>
      {more}
    </>
  )
}

const keyOf = ({ row }: PlacedRow) => `${row.transactionId}${row.kind}${row.lot?.id ?? ''}`

function drawRow({ row, day, isLast }: PlacedRow) {
  const ends = `${day ? ' ledger-row--first' : ''}${isLast ? ' ledger-row--last' : ''}`
  return (
    <>
      {day && <View className="ledger-day">{formatDayShort(day)}</View>}
      <View className={`ledger-row${ends}`}>
        <LedgerLine row={row} />
      </View>
    </>
  )
}

function NoRows() {
  const words = ledgerWords()
  const browse = { text: words.browse, onClick: () => open('catalogue') }
  return <Empty icon="list" title={words.emptyTitle} text={words.emptyText} action={browse} />
}

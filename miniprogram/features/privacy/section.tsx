import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OwnRows, OwnSection } from '../../../shared/contract/privacy'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { toTop, usePageParams } from '../../wechat/page'
import { dataWords, fieldName, sectionNames } from './dataWords'
import './privacy.scss'
import { shownValue } from './shownValue'

/** So many fit into a page's nodes, however many fields a row has. */
const rowsAtOnce = 20

/** One section of my data, row by row, a leaf of twenty at a time. */
export default function MyDataSectionPage() {
  const section = (usePageParams().section ?? 'profile') as OwnSection
  const [leaf, setLeaf] = useState(0)
  const { answer, reload, put } = useAnswer(() => partOf(section))
  const turn = async (rows: OwnRows, to: number) => {
    if (rows.next !== null && (to + 1) * rowsAtOnce > rows.rows.length) put(await withMore(rows))
    setLeaf(to)
    toTop()
  }
  return (
    <Page title={sectionNames()[section] ?? dataWords().title}>
      <Answered answer={answer} reload={reload}>
        {(rows) => <Leaf rows={rows} leaf={leaf} onTurn={(to) => turn(rows, to)} />}
      </Answered>
    </Page>
  )
}

async function partOf(section: OwnSection, cursor?: string): Promise<OwnRows> {
  const { sections } = await server.privacy.export({ query: { section, cursor } })
  return sections[0] ?? { section, rows: [], next: null }
}

async function withMore(known: OwnRows): Promise<OwnRows> {
  const { rows, next } = await partOf(known.section, known.next ?? undefined)
  return { section: known.section, rows: [...known.rows, ...rows], next }
}

interface LeafProps {
  rows: OwnRows
  leaf: number
  onTurn: (to: number) => void
}

function Leaf({ rows: { rows, next }, leaf, onTurn }: LeafProps) {
  const words = dataWords()
  const first = leaf * rowsAtOnce
  // Rows have no name of their own, and never change places.
  const shown = rows.slice(first, first + rowsAtOnce).map((row, at) => ({ row, place: first + at + 1 }))
  const isLast = next === null && first + rowsAtOnce >= rows.length
  return (
    <>
      <Card flush>
        {shown.map(({ row, place }) => (
          <Record key={place} row={row} />
        ))}
      </Card>
      {(leaf > 0 || !isLast) && (
        <View className="turning">
          <Button kind="plain" size="small" disabled={leaf === 0} onClick={() => onTurn(leaf - 1)}>
            {words.newer}
          </Button>
          <View className="turning__place">{words.place(`${first + 1}–${first + shown.length}`)}</View>
          <Button kind="plain" size="small" disabled={isLast} onClick={() => onTurn(leaf + 1)}>
            {words.older}
          </Button>
        </View>
      )}
    </>
  )
}

function Record({ row }: { row: OwnRows['rows'][number] }) {
  return (
    <View className="record">
      {Object.entries(row).map(([field, value]) => (
        <View key={field} className="record__line">
          <View className="record__name">{fieldName(field)}</View>
          <View className="record__value">{shownValue(field, value)}</View>
        </View>
      ))}
    </View>
  )
}

import { View } from '@tarojs/components'
import { memo, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type Move, watchNearness } from '../wechat/nearness'
import { aria } from './aria'
import { chunksOf } from './chunks'

interface LongListProps<T> {
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** About how tall a row is at normal type, in px: what stands for rows that were never drawn. */
  rowHeight: number
  /** Draws one row. Given anew, it draws all rows that are near: wrap what it closes over, or leave it outside. */
  children: (item: T, index: number) => ReactNode
}

/** More than a phone's height on either side would draw too much, less would show gaps when scrolling fast. */
const marginPx = 500
const firstScreenPx = 1_200
let lists = 0

/**
 * A list of any length that draws only what is near. The others keep their height: groups of rows that are far away are
 * empty boxes, as tall as they were when they were last drawn.
 */
export function LongList<T>({ label, items, keyOf, rowHeight, children }: LongListProps<T>) {
  const [name] = useState(() => `long-list-${++lists}`)
  const chunks = useMemo(() => chunksOf(items), [items])
  const firstRows = Math.ceil(firstScreenPx / rowHeight)
  const places = useNearness(name, chunks.length)
  let start = 0
  return (
    <View className="long-list" {...aria({ role: 'list', label })}>
      {chunks.map((rows, index) => {
        const first = start
        start += rows.length
        const id = `${name}-${index}`
        const place = places[id]
        const isNear = place?.near ?? first < firstRows
        const height = place?.height || rows.length * rowHeight
        return (
          <View key={id} id={id} className={`long-list__chunk ${name}`} style={isNear ? '' : `height:${height}px`}>
            {isNear && <Rows rows={rows} first={first} keyOf={keyOf} draw={children} />}
          </View>
        )
      })}
    </View>
  )
}

interface Place {
  near: boolean
  height: number
}

function useNearness(className: string, chunks: number): Record<string, Place> {
  const [places, setPlaces] = useState<Record<string, Place>>({})
  const move = useCallback(({ id, near, height }: Move) => {
    setPlaces((before) => (before[id]?.near === near ? before : { ...before, [id]: { near, height } }))
  }, [])
  useEffect(() => {
    if (chunks > 1) return watchNearness({ className, marginPx }, move)
  }, [className, chunks, move])
  return places
}

interface RowsProps<T> {
  rows: readonly T[]
  first: number
  keyOf: (item: T) => string
  draw: (item: T, index: number) => ReactNode
}

/** Drawn again only when its rows are other ones: a neighbour that comes near changes nothing here. */
const Rows = memo(RowsDrawn, sameRows) as typeof RowsDrawn

function RowsDrawn<T>({ rows, first, keyOf, draw }: RowsProps<T>) {
  return (
    <>
      {rows.map((row, at) => (
        <View key={keyOf(row)} className="long-list__row" {...aria({ role: 'listitem' })}>
          {draw(row, first + at)}
        </View>
      ))}
    </>
  )
}

function sameRows<T>(before: RowsProps<T>, after: RowsProps<T>): boolean {
  if (before.draw !== after.draw || before.first !== after.first || before.rows.length !== after.rows.length)
    return false
  return before.rows.every((row, at) => row === after.rows[at])
}

import { useCallback, useState } from 'react'
import { LongList } from '../../ui/LongList'
import { Row } from '../../ui/Row'
import { galleryWords } from './words'

const rows = Array.from({ length: 500 }, (_, index) => `row-${index + 1}`)

export function GalleryList() {
  const words = galleryWords()
  const [tapped, setTapped] = useState('')
  const draw = useCallback(
    (_: string, index: number) => (
      <Row
        icon="gift"
        title={words.row(index + 1)}
        note={index % 3 === 0 ? words.note : undefined}
        end="1,280"
        onClick={() => setTapped(String(index))}
      />
    ),
    [words],
  )
  return (
    <LongList label={words.parts.list + tapped} items={rows} keyOf={keyOf} rowHeight={60}>
      {draw}
    </LongList>
  )
}

const keyOf = (row: string) => row

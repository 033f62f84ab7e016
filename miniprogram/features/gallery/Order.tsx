import { Card } from '../../ui/Card'
import { Matrix, type MatrixCell } from '../../ui/Matrix'
import { Steps } from '../../ui/Steps'
import { Timeline, type TimelineState } from '../../ui/Timeline'
import { galleryWords } from './words'

export function Order() {
  const words = galleryWords()
  return (
    <>
      {[0, 1, 3].map((at) => (
        <Steps key={at} label={words.parts.order} names={words.steps} at={at} />
      ))}
      <Timelines />
      <Matrices />
    </>
  )
}

const roads: Record<string, TimelineState[]> = {
  done: ['done', 'now', 'next'],
  failed: ['done', 'done', 'failed'],
}

function Timelines() {
  const words = galleryWords()
  return (
    <>
      {Object.entries(roads).map(([name, states]) => (
        <Card key={name} title="Timeline">
          <Timeline
            label={words.parts.order}
            events={states.map((state, index) => ({
              key: state + index,
              title: words.events[state === 'failed' ? 3 : index] ?? '',
              at: state === 'next' ? undefined : `14:0${index}`,
              note: state === 'now' ? words.eventNote : undefined,
              state,
            }))}
          />
        </Card>
      ))}
    </>
  )
}

const have: MatrixCell = { state: 'have' }
const locked: MatrixCell = { state: 'locked' }
const none: MatrixCell = { state: 'none' }

function Matrices() {
  const { tiers, rows, rowNote, parts } = galleryWords()
  const columns = (['basic', 'silver', 'gold', 'platinum'] as const).map((key) => ({
    key,
    name: tiers[key],
    mine: key === 'gold',
  }))
  const cells: MatrixCell[][] = [
    [none, { state: 'have', text: '× 1' }, { state: 'have', text: '× 2' }, { state: 'locked', text: '× 3' }],
    [have, have, have, locked],
    [none, none, none, locked],
  ]
  return (
    <Card title="Matrix" flush>
      <Matrix
        label={parts.order}
        columns={columns}
        rows={rows.map((name, index) => ({
          key: name,
          name,
          note: index === 0 ? rowNote : undefined,
          cells: cells[index] ?? [],
        }))}
      />
    </Card>
  )
}

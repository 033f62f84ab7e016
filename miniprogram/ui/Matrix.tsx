import { View } from '@tarojs/components'
import { aria } from './aria'
import { Icon } from './Icon'
import { uiWords } from './words'

interface MatrixProps {
  label: string
  /** Two to five, from the lowest to the highest. */
  columns: { key: string; name: string; mine?: boolean }[]
  rows: MatrixRow[]
}

export interface MatrixRow {
  key: string
  name: string
  note?: string
  /** One for each column. */
  cells: MatrixCell[]
}

export interface MatrixCell {
  state: 'have' | 'locked' | 'none'
  /** In place of the mark, as "× 3". */
  text?: string
}

/**
 * Who has what. The name of a row stands above its cells and not beside them: four columns and a name have no room on a
 * narrow phone with large type.
 */
export function Matrix({ label, columns, rows }: MatrixProps) {
  return (
    <View className="matrix" {...aria({ role: 'list', label })}>
      <View className="matrix__cells matrix__cells--head" {...aria({ hidden: true })}>
        {columns.map(({ key, name, mine }) => (
          <View key={key} className={mine ? 'matrix__cell matrix__cell--mine' : 'matrix__cell'}>
            {name}
          </View>
        ))}
      </View>
      {rows.map((row) => (
        <View key={row.key} className="matrix__row" {...aria({ role: 'listitem', label: readAloud(row, columns) })}>
          <View className="matrix__name">{row.name}</View>
          {row.note && <View className="matrix__note">{row.note}</View>}
          <View className="matrix__cells">
            {row.cells.map((cell, index) => (
              <View key={columns[index]?.key} className={classOf(cell, columns[index]?.mine)}>
                {cell.text ?? <Mark state={cell.state} />}
              </View>
            ))}
          </View>
        </View>
      ))}
    </View>
  )
}

function Mark({ state }: { state: MatrixCell['state'] }) {
  if (state === 'none') return <View className="matrix__dash" />
  return <Icon name={state === 'have' ? 'check' : 'lock'} size="small" />
}

function classOf({ state }: MatrixCell, mine = false): string {
  return `matrix__cell matrix__cell--${state}${mine ? ' matrix__cell--mine' : ''}`
}

/** "Films: Silver locked, Gold ×2 had": the columns are not read, so every row names them. */
function readAloud({ name, note, cells }: MatrixRow, columns: MatrixProps['columns']): string {
  const { cellStates } = uiWords()
  const parts = cells.map(({ state, text }, index) =>
    [columns[index]?.name, text, cellStates[state]].filter(Boolean).join(' '),
  )
  return `${[name, note].filter(Boolean).join(', ')}: ${parts.join(', ')}`
}

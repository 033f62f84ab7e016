import { addDays, businessDayOf } from '../../../shared/values/businessDay'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import type { DayLine } from './PointsPanel'
import { dashboardWords } from './words'

const names = ['issued', 'redeemed', 'expired', 'takenBack', 'outstanding'] as const

/** The points of each day, to look at and to take along. */
export function DayList() {
  const texts = dashboardWords()
  const columns: ListColumn<DayLine>[] = [
    { key: 'day', title: texts.day, render: ({ day }) => day, cell: ({ day }) => day },
    ...names.map((name) => ({
      key: name,
      title: texts[name],
      align: 'right' as const,
      sort: (one: DayLine, other: DayLine) => one[name] - other[name],
      render: (line: DayLine) => <Points amount={line[name]} />,
      cell: (line: DayLine) => line[name],
    })),
  ]
  return (
    <ListPage<DayLine>
      name="points-by-day"
      source="insights.dashboard"
      title={texts.byDay}
      rowKey={({ day }) => day}
      columns={columns}
      filters={[{ kind: 'days', name: 'days', label: texts.day }]}
      ask={async ({ filters }) => {
        const { days } = await server.insights.dashboard({ query: daysIn(filters.daysFrom, filters.daysUntil) })
        return { items: days.reverse(), next: null }
      }}
    />
  )
}

/** Thirty days to today, where nothing else is said. */
export function daysIn(from: string | undefined, until: string | undefined): { from: string; until: string } {
  const today = businessDayOf(new Date())
  return { from: from || addDays(today, -29), until: until || today }
}

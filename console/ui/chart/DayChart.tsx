import { useCallback } from 'react'
import { Chart } from './Chart'
import { type ChartColours, yAxis } from './colours'

export interface DaySeries {
  name: string
  /** One a day; null where there is none. */
  values: readonly (number | null)[]
}

/** Figures day by day, as bars or as lines. Days and series are kept between drawings, else the chart is drawn anew each time. */
export function DayChart({
  label,
  days,
  series,
  type,
  unit,
  height,
}: {
  label: string
  days: readonly string[]
  series: readonly DaySeries[]
  type: 'bar' | 'line'
  /** How a figure is written at the axis: `{value}%`. */
  unit?: string
  height?: number
}) {
  const draw = useCallback(
    (colours: ChartColours) => ({
      color: [...colours.series],
      xAxis: dayAxis(colours, days),
      yAxis: yAxis(colours, unit),
      series: series.map(({ name, values }) => ({ name, data: [...values], ...looks(type, days.length) })),
    }),
    [days, series, type, unit],
  )
  return <Chart label={label} draw={draw} height={height} />
}

function dayAxis({ text, line }: ChartColours, days: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...days],
    axisLabel: { color: text, formatter: (day: string) => day.slice(5) },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
  }
}

/** A line of one or two days is no line without its points. */
function looks(type: 'bar' | 'line', days: number) {
  return type === 'bar' ? { type, barMaxWidth: 14 } : { type, showSymbol: days < 3 }
}

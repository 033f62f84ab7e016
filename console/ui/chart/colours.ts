import type { GlobalToken } from 'antd'

/** What a chart is drawn with; each series keeps its colour wherever it is shown. */
export interface ChartColours {
  text: string
  ground: string
  line: string
  /** Told apart by lightness as well as by hue. */
  series: readonly string[]
}

const onLight = ['#0e5a43', '#c8811a', '#9aa5a0', '#3b6ea8', '#8a4f9e', '#b8483c', '#5f9d3a']
const onDark = ['#4fbd95', '#e3aa4d', '#7d8984', '#7fb0e6', '#c08fd2', '#e58a7d', '#9cd07a']

export function chartColours(token: GlobalToken): ChartColours {
  // The ground of a dark desk is dark, whoever chose it.
  const isDark = Number.parseInt(token.colorBgBase.slice(1, 3), 16) < 128
  return {
    text: token.colorTextSecondary,
    ground: token.colorBgElevated,
    line: token.colorBorderSecondary,
    series: isDark ? onDark : onLight,
  }
}

/** An axis of figures. */
export function yAxis({ text, line }: Pick<ChartColours, 'text' | 'line'>, unit?: string) {
  return {
    type: 'value' as const,
    axisLabel: { color: text, ...(unit ? { formatter: unit } : {}) },
    // What has no unit is counted: there is no half of one.
    ...(unit ? {} : { minInterval: 1 }),
    splitLine: { lineStyle: { color: line } },
  }
}

import { theme as antd, Skeleton } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, Suspense, useMemo } from 'react'
import { type ChartColours, chartColours } from './colours'

const EChart = lazy(() => import('./EChart').then((loaded) => ({ default: loaded.EChart })))

/** A chart, in the colours of the desk as it looks now. What it shows must stand in a table beside it as well. */
export function Chart({
  label,
  draw,
  height = 260,
}: {
  /** Read out in its place. */
  label: string
  draw: (colours: ChartColours) => EChartsCoreOption
  height?: number
}) {
  const { token } = antd.useToken()
  const option = useMemo(() => {
    const colours = chartColours(token)
    return { ...frame(colours), ...draw(colours) }
  }, [token, draw])
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 5 }} style={{ height }} />}>
      <EChart option={option} label={label} height={height} />
    </Suspense>
  )
}

/** Tips are drawn as part of the picture: as HTML they would carry styles that the page does not let in. */
function frame({ text, ground, line }: ChartColours): EChartsCoreOption {
  const textStyle = { color: text }
  return {
    animation: false,
    textStyle,
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle, itemWidth: 14, itemHeight: 10 },
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: ground, borderColor: line, textStyle },
  }
}

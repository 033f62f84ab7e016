import type { Ladder, LadderStep } from '../../../shared/contract/entitlements'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Matrix, type MatrixCell, type MatrixRow } from '../../ui/Matrix'
import { tierName } from '../../words/tierName'
import { rankIn } from './rank'
import { tiersWords } from './words'

/** The tiers side by side, mine among them. */
export function CompareCard({ ladder }: { ladder: Ladder }) {
  const words = tiersWords()
  const mine = ladder.standing?.tier
  const columns = ladder.steps.map(({ tier }) => ({ key: tier, name: tierName(tier), mine: tier === mine }))
  return (
    <Card title={words.matrix} flush>
      <Matrix label={words.matrix} columns={columns} rows={rowsOf(ladder)} />
    </Card>
  )
}

function rowsOf({ steps, standing }: Ladder): MatrixRow[] {
  const words = tiersWords()
  const own = standing ? rankIn(steps, standing.tier) : -1
  const cells = (textOf: (step: LadderStep, at: number) => string | undefined) =>
    steps.map((step, at): MatrixCell => {
      const text = textOf(step, at)
      return { state: text === undefined ? 'none' : at <= own ? 'have' : 'locked', text }
    })
  const openUpTo = (at: number) => steps.slice(0, at + 1).reduce((sum, { opens }) => sum + opens, 0)
  const rows = [
    {
      key: 'threshold',
      name: words.threshold,
      cells: cells(({ threshold }) => (threshold === 0 ? words.start : formatPoints(threshold))),
    },
    {
      key: 'monthly',
      name: words.monthly,
      note: words.monthlyNote,
      cells: cells(({ choose }) => (choose > 0 ? words.monthlyCount(choose) : undefined)),
    },
    { key: 'open', name: words.openTo, cells: cells((_, at) => words.openCount(openUpTo(at))) },
  ]
  if (steps.every(({ multiplier }) => multiplier === 10_000)) return rows
  const multiplied = cells(({ multiplier }) => words.times(String(multiplier / 10_000)))
  return [...rows, { key: 'multiplier', name: words.multiplier, cells: multiplied }]
}

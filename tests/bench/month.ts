import { publishedMonth, shippedMonth } from './bank'
import { benchProgramme } from './programme'
import { shuffled } from './shuffled'

/** One real month: what it brings, and that repetition, order and channel change nothing of how it ends. */
export async function benchMonth([file = shippedMonth]: string[]): Promise<Record<string, unknown>> {
  const { days, report } = publishedMonth(file)
  const events = [...days.values()].flat()
  const inOrder = await benchProgramme(events)
  const started = Date.now()
  await inOrder.takeDays(days)
  const seconds = (Date.now() - started) / 1000
  const figures = await inOrder.figures()
  const once = await inOrder.state()
  const again = await inOrder.takeDays(days)
  const twice = await inOrder.state()
  await inOrder.close()
  const mixed = await benchProgramme(events)
  await mixed.takeDays(shuffled([...days.entries()].map(([day, rows]): [string, typeof rows] => [day, shuffled(rows)])))
  const shuffledState = await mixed.state()
  await mixed.close()
  const single = await benchProgramme(events)
  await single.takeOneByOne(shuffled(events))
  const oneByOne = await single.state()
  await single.close()
  return {
    rows: report.rows,
    purchases: report.purchases,
    refunds: report.refunds,
    ...figures,
    cards: new Set(events.map((event) => event.card_token)).size,
    seconds_once: seconds,
    files_known_when_fed_again: again.filter((taken) => taken.outcome === 'known').length,
    files: again.length,
    state: once,
    same_when_fed_again: twice === once,
    same_when_shuffled: shuffledState === once,
    same_row_by_row_as_events: oneByOne === once,
  }
}

import { publishedMonth, shippedMonth } from './bank'
import { benchProgramme } from './programme'

/** The same file published twice under two names, fed one after the other: the second brings nothing, and says so. */
export async function benchTwice([first = shippedMonth, second = first]: string[]): Promise<Record<string, unknown>> {
  const one = publishedMonth(first)
  const other = publishedMonth(second)
  const events = [...one.days.values(), ...other.days.values()].flat()
  const programme = await benchProgramme(events)
  await programme.takeDays(one.days)
  const before = await programme.state()
  const again = await programme.takeDays(other.days)
  const after = await programme.state()
  const figures = await programme.figures()
  await programme.close()
  const rowsOf = (days: typeof one.days) => [...days.values()].reduce((sum, rows) => sum + rows.length, 0)
  return {
    rows_first: rowsOf(one.days),
    rows_second: rowsOf(other.days),
    files_second: again.length,
    files_known: again.filter((taken) => taken.outcome === 'known').length,
    rows_new_in_second: again.reduce((sum, taken) => sum + (taken.outcome === 'taken' ? taken.taken : 0), 0),
    state_changed: before !== after,
    ...figures,
  }
}

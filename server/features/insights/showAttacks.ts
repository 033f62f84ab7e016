import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { addDays, type BusinessDay, startOfDay } from '../../../shared/values/businessDay'
import { firstIdAt } from '../../../shared/values/ids'
import type { Reader } from '../../db/database'
import { doorDays, peopleHindered } from './attacks.store'
import { eachDay } from './pointsByDay.rules'

/** What came to the doors by day, how much of it was isolated, and who was hindered by that. */
export async function showAttacks(
  reader: Reader,
  { programmeId, from, until }: { programmeId: string; from: BusinessDay; until: BusinessDay },
): Promise<ReplyOf<Api['insights']['attacks']>> {
  const doors = new Map((await doorDays(reader, { programmeId, from, until })).map((one) => [one.day, one]))
  const days = []
  for (const day of eachDay({ from, until })) {
    const ids = { fromId: firstIdAt(startOfDay(day)), untilId: firstIdAt(startOfDay(addDays(day, 1))) }
    const hindered = await peopleHindered(reader, { programmeId, ...ids })
    const { reached = 0, nonLocal = 0, isolated = 0 } = doors.get(day) ?? {}
    days.push({ day, reached, nonLocal, isolated, hindered })
  }
  return { programmeId, days }
}

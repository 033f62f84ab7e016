import type { Database } from '../../server/db/database'
import { momentOfId } from '../../shared/values/ids'
import { round } from './figures'
import { type AttemptSeen, attackForADay, ways } from './replayAttack'
import { holdClock, play } from './replayClock'
import { liveADay, type UserSeen, users } from './replayUsers'
import { drawAddresses, numbers, openWorld, type World } from './replayWorld'

/** Midnight in Shanghai. */
const day = Date.parse('2026-11-23T00:00:00+08:00')

/**
 * A day of an attack and of those who are who they say, squeezed: 20,000 attempts at cards and one-time passwords, 95 in 100
 * from outside the home regions, among 5,000 people of whom 8 in 100 travel. The composed server, its limits and lanes are the
 * real ones; so are the addresses. Only the clock is held, so that a window of a day is one. Played twice: with a bank that says
 * whether it knows a phone, and with one that has no such question.
 */
export async function benchReplay(): Promise<Record<string, unknown>> {
  const figures = await replay({ tellsOfPhones: true })
  return { ...figures, where_the_bank_tells_of_no_phone: await replay({ tellsOfPhones: false }) }
}

async function replay({ tellsOfPhones }: { tellsOfPhones: boolean }): Promise<Record<string, unknown>> {
  const chance = numbers(20_261_123)
  const addresses = drawAddresses(chance, { home: 22_500, away: 22_500, abroad: 22_500, hosting: 4_000 })
  const clock = holdClock(day - 3_600_000)
  const world = await openWorld({ ...users, tellsOfPhones })
  try {
    const people = liveADay({ world, chance, addresses, day })
    const attack = attackForADay({ world, chance, addresses, day })
    const told = (done: number) => process.stderr.write(`${done} steps\n`)
    await play(clock, [...people.doings, ...attack.doings], told)
    return { ...(await ofAttack(world, attack.seen)), ...(await ofPeople(world, people.seen)) }
  } finally {
    await world.stop()
    clock.release()
  }
}

interface Kept {
  cardholder_id: string
  id: string
  lane: string
}

/** Lanes of all decisions, by who and when. */
async function lanesOf(database: Database) {
  const rows = await database.reader.rows<Kept>('SELECT cardholder_id, id, lane FROM risk_decision ORDER BY id')
  return rows.map(({ cardholder_id: cardholderId, id, lane }) => ({ cardholderId, at: momentOfId(id).getTime(), lane }))
}

async function ofAttack({ database, messages, phonesAsked }: World, seen: readonly AttemptSeen[]) {
  const decided = new Map<string, Awaited<ReturnType<typeof lanesOf>>>()
  for (const decision of await lanesOf(database))
    decided.set(decision.cardholderId, [...(decided.get(decision.cardholderId) ?? []), decision])
  // A one-time password is tried in the lane in which it was asked for.
  const laneOf = ({ cardholderId, at }: AttemptSeen) => decided.get(cardholderId)?.findLast((one) => one.at <= at)?.lane
  const isIsolated = (attempt: AttemptSeen) => attempt.reached === 0 || (laneOf(attempt) ?? 'normal') !== 'normal'
  const strangers = seen.filter(({ isLocal }) => !isLocal)
  const reached = (of: readonly AttemptSeen[]) => of.reduce((sum, attempt) => sum + attempt.reached, 0)
  const codes: Record<string, number> = {}
  for (const { code } of seen) codes[code || 'answered'] = (codes[code || 'answered'] ?? 0) + 1
  return {
    attempts: seen.length,
    attempts_non_local: strangers.length,
    reached_verifier: reached(seen),
    non_local_isolated_percent: round((100 * strangers.filter(isIsolated).length) / strangers.length, 2),
    non_local_refused_before_percent: round(
      (100 * strangers.filter((attempt) => attempt.reached === 0).length) / strangers.length,
      2,
    ),
    reached_by_way: Object.fromEntries(ways.map(({ name }) => [name, reached(seen.filter(({ by }) => by === name))])),
    answers: codes,
    messages_per_phone_at_most: Math.max(0, ...messages.values()),
    questions_about_phones: [...phonesAsked.values()].reduce((sum, count) => sum + count, 0),
  }
}

async function ofPeople({ database }: World, seen: readonly UserSeen[]) {
  const laned = new Set(
    (await lanesOf(database)).filter(({ lane }) => lane !== 'normal').map((one) => one.cardholderId),
  )
  const percent = (count: number) => round((100 * count) / seen.length, 2)
  const reasons: Record<string, number> = {}
  for (const { blocked, failed } of seen) {
    const reason = blocked ?? (failed && `FAILED ${failed}`)
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return {
    legitimate: seen.length,
    legitimate_travelling: seen.filter(({ travels }) => travels).length,
    legitimate_blocked_percent: percent(seen.filter(({ blocked }) => blocked).length),
    legitimate_stepped_up_percent: percent(seen.filter(({ steppedUp }) => steppedUp).length),
    // Also those who noticed nothing of it, since binding in the lane of a second proof looks as it always does.
    legitimate_in_another_lane_percent: percent(
      seen.filter(({ cardholderId }) => cardholderId !== null && laned.has(cardholderId)).length,
    ),
    legitimate_ended: reasons,
  }
}

import type { Api } from '../../../shared/contract/api'
import { addDays, businessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { listRedemptions } from './listRedemptions'
import { showAttacks } from './showAttacks'
import { showDashboard } from './showDashboard'

export interface InsightsDeps {
  database: Database
  surroundings: Surroundings
  /** The programme that an operator means. @throws Refused not_found for one that is not theirs */
  programmeMeant: (operator: OperatorSession, asked: string | undefined) => string
}

export function insightsRoutes({
  database: { reader },
  surroundings,
  programmeMeant,
}: InsightsDeps): HandlersOf<Api['insights']> {
  return {
    dashboard: ({ session, query: { programmeId, from, until } }) =>
      showDashboard(reader, {
        programmeId: programmeMeant(session, programmeId),
        ...daysAsked({ from, until }, surroundings.now()),
        now: surroundings.now(),
      }),
    attacks: ({ session, query: { programmeId, from, until } }) =>
      showAttacks(reader, {
        programmeId: programmeMeant(session, programmeId),
        ...daysAsked({ from, until }, surroundings.now()),
      }),
    redemptions: ({ session, query: { programmeId, from, until, cursor, ...filter } }) =>
      listRedemptions(reader, {
        programmeId: programmeMeant(session, programmeId),
        from: startOfDay(businessDay(from)),
        until: startOfDay(addDays(businessDay(until), 1)),
        ...filter,
        after: cursor === undefined ? undefined : placeOf(cursor),
      }),
  }
}

/** @throws Refused input_invalid for days of which nothing is known yet */
function daysAsked({ from, until }: { from: string; until: string }, now: Date) {
  if (businessDay(from) <= businessDayOf(now)) return { from: businessDay(from), until: businessDay(until) }
  throw new Refused('input_invalid', { fields: [{ path: 'query.from', message: '不能晚于今天 / is ahead of today' }] })
}

/** @throws Refused input_invalid for a text that no page gave */
function placeOf(cursor: string): { endedAt: Date; id: string } {
  const [at = '', id = ''] = cursor.split('~')
  const endedAt = new Date(at)
  if (id === '' || Number.isNaN(endedAt.getTime())) {
    throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'is the next of an answer' }] })
  }
  return { endedAt, id }
}

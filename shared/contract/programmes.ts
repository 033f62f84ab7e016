import * as z from 'zod/mini'
import { earningRule } from './earningRule'
import { endpoint } from './endpoint'
import { termFields } from './programmeTerms'
import { day, pointsCount } from './schemas'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** Over, in force today, or beginning on a day to come. */
const versionState = z.enum(['past', 'in_force', 'to_come'])
export type VersionState = z.output<typeof versionState>

/** The first version of the terms bears a name that no later one may have. */
const termsShown = z.object({ version: z.string(), since: day, ...termFields })

export const programmesContract = {
  list: endpoint({
    id: 'programmes.list',
    method: 'GET',
    path: '/ops/programmes',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
    summary: 'The programmes for which the operator works, and which of them is meant where none is named.',
    reply: z.object({ programmes: z.array(z.object({ id: z.string(), name: bilingual })), usual: z.string() }),
    refusals: [],
  }),
  show: endpoint({
    id: 'programmes.show',
    method: 'GET',
    path: '/ops/programme',
    access: 'operator',
    roles: ['maker', 'checker', 'auditor', 'admin'],
    summary: 'The programme, and every version of its earning rule and of its terms, the newest first.',
    query: z.object({ programmeId: z.optional(z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))) }),
    reply: z.object({
      id: z.string(),
      name: bilingual,
      bank: bilingual,
      brand: bilingual,
      today: day,
      /** The first day on which a version that is published now may begin. */
      firstDay: day,
      earning: z.array(z.object({ state: versionState, rule: earningRule })),
      terms: z.array(z.object({ state: versionState, terms: termsShown })),
      /** Budgets that were used up: of a rule version, or with `bonusId` of one of its bonuses. */
      closures: z.array(
        z.object({ ruleVersion: z.string(), bonusId: z.string(), closedFrom: day, pointsUsed: pointsCount }),
      ),
    }),
    refusals: ['not_found'],
  }),
}

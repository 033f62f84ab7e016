import type { EarningRule } from '../../../shared/contract/earningRule'
import type { Reader } from '../../db/database'
import { earningVersionsOf } from './programmeRules'
import type { ProgrammeSettings } from './settings'

/** A limit of points across all cardholders: of a rule version, or with `bonusId` of the extra points of one bonus. */
export interface Budget {
  ruleVersion: string
  /** Empty for the rule itself. */
  bonusId: string
  budgetPoints: number
}

/** The budgets of a programme that have not been closed. */
export async function openBudgets(reader: Reader, programme: ProgrammeSettings): Promise<Budget[]> {
  const { earning, closures } = await earningVersionsOf(reader, programme)
  const closed = new Set(closures.map(({ ruleVersion, bonusId }) => `${bonusId} ${ruleVersion}`))
  return earning.flatMap(budgetsIn).filter(({ ruleVersion, bonusId }) => !closed.has(`${bonusId} ${ruleVersion}`))
}

/** The budgets that a version states. */
function budgetsIn({ version: ruleVersion, budgetPoints, bonuses }: EarningRule): Budget[] {
  const stated = [{ id: '', budgetPoints }, ...bonuses]
  return stated.flatMap(({ id, budgetPoints: limit }) =>
    limit === undefined ? [] : [{ ruleVersion, bonusId: id, budgetPoints: limit }],
  )
}

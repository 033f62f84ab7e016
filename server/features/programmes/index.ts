export { type EarningRule, earningRule } from '../../../shared/contract/earningRule'
export { type DebtPolicy, type ProgrammeTerms, programmeTerms } from '../../../shared/contract/programmeTerms'
export { addEarningRule, addTerms, type VersionAdded } from './addVersion'
export { type Budget, openBudgets } from './budgets'
export { differenceOf } from './difference.rules'
export { firstDayUnjudged, latestDay } from './latestDay.rules'
export {
  type EarningRules,
  earningRulesOf,
  earningVersionsOf,
  type ProgrammeRules,
  programmeOf,
  rulesOf,
  rulesRead,
  type TermsByDay,
  termsOf,
  termsVersionsOf,
} from './programmeRules'
export { type ProgrammesDeps, programmesRoutes } from './programmes.routes'
export { allProgrammeIds, findProgramme, insertClosure, insertProgramme, lockProgramme } from './programmes.store'
export { type ProgrammeSettings, programmeSettings, startingTerms } from './settings'
export { type Closure, type RuleInForce, rulesInForce, versionOn } from './versions.rules'

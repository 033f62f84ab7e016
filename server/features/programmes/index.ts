export { addEarningRule, addTerms, type VersionAdded } from './addVersion'
export { type Budget, openBudgets } from './budgets'
export { type EarningRule, earningRule } from './earningRule'
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
export { allProgrammeIds, findProgramme, insertClosure, insertProgramme, lockProgramme } from './programmes.store'
export { type DebtPolicy, type ProgrammeTerms, programmeTerms } from './programmeTerms'
export { type ProgrammeSettings, programmeSettings, startingTerms } from './settings'
export { type Closure, type RuleInForce, rulesInForce } from './versions.rules'

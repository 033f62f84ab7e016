export { decisionNamed, decisionsPage, peopleAlike } from './decisionsAtDesk.store'
export type { RiskDeps } from './dependencies'
export { eraseLock, ownLock } from './ownLock.store'
export { type Guarded, type Guards, readGuards, tokenFingerprint } from './readGuards'
export { refuseWhenFrozen } from './refuseWhenFrozen'
export { cursorAfter, type Review, reviewNamed, reviewsPage, reviewsWaiting } from './reviewsAtDesk.store'
export { securityRoutes } from './risk.routes'
export {
  addRuleSet,
  deleteRiskDraft,
  type RiskDraft,
  type RuleSetInTime,
  riskDraftOf,
  ruleSetInForce,
  ruleSetsOf,
  storeRiskDraft,
} from './ruleSets.store'
export { spendStepUps } from './stepUps.store'

export { insertDecisions, type NewDecision } from './decisions.store'
export { decisionNamed, decisionsPage, peopleAlike } from './decisionsAtDesk.store'
export type { RiskDeps } from './dependencies'
export { factsIn, factsText } from './factsText'
export { decideLane, type LaneDecided } from './lane.rules'
export { laneAtBinding } from './laneAtBinding'
export {
  type Attempt,
  type Judged,
  judge,
  type LanesDeps,
  type Observe,
  type Observed,
  observeAttempts,
  regionKinds,
} from './lanes'
export { ownDecisions } from './ownDecisions.store'
export { eraseLock, ownLock } from './ownLock.store'
export { type Guarded, type Guards, readGuards, tokenFingerprint, tokenFingerprints } from './readGuards'
export { refuseWhenFrozen } from './refuseWhenFrozen'
export { refuseWhenLocked } from './refuseWhenLocked'
export { regionKindOf } from './region.rules'
export {
  endReview,
  insertReviews,
  type LockedReview,
  type NewReview,
  type ReviewEnd,
  reviewFor,
  type Waiting,
  type WaitingReview,
  waitingOf,
  waitingReviews,
} from './reviews.store'
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
export { shadowSince } from './shadow.store'
export { spendProof } from './spendProof'
export { spendStepUps } from './stepUps.store'
export { type WechatRanks, wechatRanks } from './wechatRanks'

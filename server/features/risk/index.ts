export type { RiskDeps } from './dependencies'
export { type Guarded, type Guards, readGuards, tokenFingerprint } from './readGuards'
export { securityRoutes } from './risk.routes'
export { spendStepUps } from './stepUps.store'

export { followSpend, type TierChange } from './followSpend'
export { standingOf, tierOf } from './standingOf'
export { tierRoutes } from './tiers.routes'
export { tierRank } from './tiers.rules'

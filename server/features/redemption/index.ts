export { confirmRedemption } from './confirmRedemption'
export { type RedemptionDeps, redemptionRoutes } from './redemption.routes'
export { redemptionsOutOfOrder } from './verifyRedemptions.store'

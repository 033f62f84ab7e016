export { confirmRedemption } from './confirmRedemption'
export { type RedemptionDeps, redemptionRoutes } from './redemption.routes'
export { holdsOutOfOrder, redemptionsOutOfOrder } from './verifyRedemptions.store'

export { confirmRedemption } from './confirmRedemption'
export { type RedemptionDeps, redemptionRoutes } from './redemption.routes'
export { holdsOutOfOrder, pricesOutOfOrder, redemptionsOutOfOrder } from './verifyRedemptions.store'

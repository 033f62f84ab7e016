export { allotStock } from './allotStock'
export { clearHeld, riskRoutes } from './clearHeld'
export { type DeliverDeps, deliverRedemptions, type Grant } from './deliverRedemptions'
export { type HeldName, refuseHeld, releaseHeld, type Verdict } from './heldRedemptions'
export {
  changeOrder,
  countOpenOrders,
  dueOrders,
  endOrder,
  findOrder,
  hasOrdersBefore,
  leaseOrder,
  lockOrder,
  markPlacing,
  markStated,
  type OpenOrders,
  type OrderAtDesk,
  type OrderedBenefit,
  type OrderPart,
  ordersForPeople,
  ordersNamed,
  ordersUnstated,
  putOffOrdersOfOthers,
} from './orderWork.store'
export { eraseRedemptions, ownLooks, ownRedemptions, redemptionsAtStake } from './ownRedemptions.store'
export { planExpiringRoute } from './planExpiring'
export { redeemableBy } from './redeemableBy'
export { redeemer } from './redeemer'
export { redeliverCode } from './redeliverCode'
export { redeliveriesAtDesk } from './redeliveries.store'
export { type Redemption, redemptionShown } from './redemption'
export { type RedemptionDeps, redemptionRoutes } from './redemption.routes'
export { redemptionsNamed, redemptionUnderKey } from './redemption.store'
export { endAsDelivered, endAsFailed, moveRedemption } from './redemptionStates.store'
export { redemptionByNumber, redemptionsAtDesk } from './redemptionsAtDesk.store'
export { codeAtDesk } from './revealCode'
export { showRedemptionAtDesk } from './showAtDesk'
export { ordersOutOfOrder } from './verifyOrders.store'
export { holdsOutOfOrder, pricesOutOfOrder, redemptionsOutOfOrder } from './verifyRedemptions.store'
export { reviewsOutOfOrder } from './verifyReviews.store'

import type { RiskReview } from '../../../shared/contract/risk'

/** It waits for longer than was promised. */
export const isLate = ({ state, promisedBy }: RiskReview) => state === 'waiting' && Date.parse(promisedBy) < Date.now()

export { type Benefit, benefitCard, releaseShown } from './benefit'
export { type CatalogueDeps, catalogueRoutes, featured } from './catalogue.routes'
export { benefitsNamed, findBenefit as benefitForRedemption, liveVersion } from './catalogue.store'
export type { CatalogueProblem } from './catalogueProblems'
export { type CatalogueLoad, type LoadCounts, loadCatalogue } from './loadCatalogue'
export { nextRelease, remainingAt } from './stock.rules'
export {
  type BenefitKey,
  type ClaimedCode,
  freeCodes,
  giveCodes,
  lockStock,
  sealedCode,
  takeFromStock,
} from './stock.store'
export { codesOutOfOrder } from './verifyCodes.store'

export { type Benefit, benefitCard, releaseShown } from './benefit'
export { type CatalogueDeps, catalogueRoutes, featured } from './catalogue.routes'
export { benefitsNamed, findBenefit as benefitForRedemption, liveVersion } from './catalogue.store'
export type { CatalogueProblem } from './catalogueProblems'
export { draftProblems, replaceDraftRows } from './draftRows'
export { expireBatches } from './expireBatches'
export { liveCatalogue } from './liveCatalogue.store'
export { type CatalogueLoad, type LoadCounts, loadCatalogue } from './loadCatalogue'
export { emptyShelves, type Shelves, shelfNow } from './shelves'
export {
  type BenefitKey,
  type ClaimedCode,
  codesAhead,
  giveBackStock,
  giveCodes,
  lockStock,
  nextCodeUntil,
  sealedCode,
  takeFromStock,
} from './stock.store'
export { type StockLine, stockReport } from './stockReport'
export { type LowStock, lowStock } from './stockReport.store'
export { codesOutOfOrder } from './verifyCodes.store'

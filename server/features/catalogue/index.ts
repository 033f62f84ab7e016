export { type Benefit, benefitCard, releaseShown } from './benefit'
export { type BenefitTerms, benefitAsAgreed } from './benefitAsAgreed'
export { type CatalogueDeps, catalogueRoutes, featured } from './catalogue.routes'
export { benefitsNamed, findBenefit as benefitForRedemption, liveVersion } from './catalogue.store'
export type { CatalogueProblem } from './catalogueProblems'
export { draftProblems, replaceDraftRows } from './draftRows'
export { beginDraft, discardDraft, putDraftRow, rebaseDraft, removeDraftRow } from './editDraft'
export { expireBatches } from './expireBatches'
export { annotatedFile, annotatedName, templateFile, xlsxType } from './imports/annotatedFile'
export { benefitsToDraft, draftFile } from './imports/draftFile'
export { freshImport } from './imports/freshImport'
export type { ImportDeps } from './imports/importDeps'
export { type ImportLine as LineOfImports, importLine as lineOfImports } from './imports/importLine'
export { findImport as importOf, type Import, type ImportsAsked, importsPage } from './imports/imports.store'
export { loadStagedCodes, previewStagedCodes } from './imports/loadStagedCodes'
export { type ImportRead, importLine, showImport } from './imports/showImport'
export { type FileTaken, takeFile } from './imports/takeFile'
export { liveCatalogue } from './liveCatalogue.store'
export { type CatalogueLoad, type LoadCounts, loadCatalogue } from './loadCatalogue'
export {
  giveBackVersion,
  type Publishable,
  publishableVersion,
  publishVersion,
  scheduleVersion,
  submitVersion,
} from './publishVersion'
export { versionRowShown, versionRowsPage, versionStanding } from './readVersion'
export { emptyShelves, type Shelves, shelfChanged, shelfNow } from './shelves'
export {
  type BenefitKey,
  type ClaimedCode,
  codesAhead,
  giveBackReserved,
  giveBackStock,
  giveCodes,
  lockStock,
  nextCodeUntil,
  replaceCode,
  sealedCode,
  takeFromStock,
  takeReserved,
} from './stock.store'
export { type StockLine, stockLeft, stockReport } from './stockReport'
export { type LowStock, lowStock } from './stockReport.store'
export { bringBackBenefit, takeDownBenefit, takenDown, takenDownSince } from './takeDown.store'
export { codesOutOfOrder } from './verifyCodes.store'
export { differences, type RowDifference } from './versionDifference.rules'
export {
  type CatalogueVersion,
  findVersion as versionOf,
  type VersionKey,
  type VersionPart,
  type VersionRow,
  versionsDue,
  versionsNamed,
  versionsPage,
} from './versions.store'

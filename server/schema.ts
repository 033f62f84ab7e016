import type { EntityClass, MigrationClass } from './db/database'
import { Idempotency1790000000001 } from './db/migrations/1790000000001-idempotency'
import { Programmes1790000000002 } from './db/migrations/1790000000002-programmes'
import { Identity1790000000003 } from './db/migrations/1790000000003-identity'
import { Cards1790000000004 } from './db/migrations/1790000000004-cards'
import { Spend1790000000010 } from './db/migrations/1790000000010-spend'
import { Tiers1790000000011 } from './db/migrations/1790000000011-tiers'
import { Points1790000000012 } from './db/migrations/1790000000012-points'
import { Catalogue1790000000020 } from './db/migrations/1790000000020-catalogue'
import { Redemption1790000000021 } from './db/migrations/1790000000021-redemption'
import { Outbox1790000000022 } from './db/migrations/1790000000022-outbox'
import { Views1790000000023 } from './db/migrations/1790000000023-views'
import { TierTerms1790000000030 } from './db/migrations/1790000000030-tierTerms'
import { EarningRules1790000000031 } from './db/migrations/1790000000031-earning-rules'
import { Transfers1790000000032 } from './db/migrations/1790000000032-transfers'
import { VersionsOfTerms1790000000033 } from './db/migrations/1790000000033-versions-of-terms'
import { Entitlements1790000000034 } from './db/migrations/1790000000034-entitlements'
import { Operators1790000000035 } from './db/migrations/1790000000035-operators'
import { FeedSlices1790000000036 } from './db/migrations/1790000000036-feed-slices'
import { CapsOfBonuses1790000000037 } from './db/migrations/1790000000037-caps-of-bonuses'
import { TierPurchases1790000000038 } from './db/migrations/1790000000038-tier-purchases'
import { Deliveries1790000000039 } from './db/migrations/1790000000039-deliveries'
import { SupplierStatements1790000000040 } from './db/migrations/1790000000040-supplier-statements'
import { RefusedFiles1790000000041 } from './db/migrations/1790000000041-refused-files'
import { TierCeremonies1790000000042 } from './db/migrations/1790000000042-tier-ceremonies'
import { Tastes1790000000043 } from './db/migrations/1790000000043-tastes'
import { UsedCodes1790000000044 } from './db/migrations/1790000000044-used-codes'
import { SecurityLocks1790000000045 } from './db/migrations/1790000000045-security-locks'
import { Notices1790000000046 } from './db/migrations/1790000000046-notices'
import { Privacy1790000000047 } from './db/migrations/1790000000047-privacy'
import { DeskAccess1790000000060 } from './db/migrations/1790000000060-desk-access'
import { CatalogueVersions1790000000061 } from './db/migrations/1790000000061-catalogue-versions'
import { CatalogueImports1790000000064 } from './db/migrations/1790000000064-catalogue-imports'
import { SupportDesk1790000000067 } from './db/migrations/1790000000067-support-desk'
import { Insights1790000000070 } from './db/migrations/1790000000070-insights'
import { RiskLanes1790000000071 } from './db/migrations/1790000000071-risk-lanes'
import { HeldRedemptions1790000000072 } from './db/migrations/1790000000072-held-redemptions'
import { VerifierDays1790000000075 } from './db/migrations/1790000000075-verifier-days'
import { ChallengesOfStrangers1790000000076 } from './db/migrations/1790000000076-challenges-of-strangers'
import { AppendOnly1790000000077 } from './db/migrations/1790000000077-append-only'
import { TrustedDevices1790000000081 } from './db/migrations/1790000000081-trusted-devices'
import { OwingAccounts1790000000082 } from './db/migrations/1790000000082-owing-accounts'
import { Retention1790000000083 } from './db/migrations/1790000000083-retention'
import { Minors1790000000084 } from './db/migrations/1790000000084-minors'
import { Redeliveries1790000000085 } from './db/migrations/1790000000085-redeliveries'
import { StockBehindDrafts1790000000089 } from './db/migrations/1790000000089-stock-behind-drafts'
import { TrustByProof1790000000090 } from './db/migrations/1790000000090-trust-by-proof'
import { DecisionsInOrder1790000000091 } from './db/migrations/1790000000091-decisions-in-order'
import { UpgradesByMoment1790000000092 } from './db/migrations/1790000000092-upgrades-by-moment'
import { BoundSince1790000000093 } from './db/migrations/1790000000093-bound-since'
import { OutboxRow } from './db/outbox.entities'
import { CardChallengeRow, CardOwnerRow, CardRow } from './features/cards/cards.entities'
import {
  BenefitCodeRow,
  BenefitRow,
  BenefitStockRow,
  CatalogueLoadRow,
  CatalogueRow,
  CodeBatchRow,
} from './features/catalogue/catalogue.entities'
import {
  CatalogueImportPieceRow,
  CatalogueImportRow,
  StagedCodeRow,
} from './features/catalogue/imports/imports.entities'
import { CatalogueVersionBenefitRow, CatalogueVersionRow } from './features/catalogue/versions.entities'
import { SupplierDifferenceRow, SupplierStatementRow } from './features/delivery/delivery.entities'
import { EntitlementChoiceRow, EntitlementSetRow } from './features/entitlements/entitlements.entities'
import { CardholderRow, ConsentRow, SessionRow } from './features/identity/identity.entities'
import {
  InsightBenefitRow,
  InsightCountedRow,
  InsightLoopRow,
  InsightPointsRow,
  InsightSupplierRow,
} from './features/insights/insights.entities'
import { NewsSettingsRow, NewsSubscriptionRow, NoticeRow } from './features/notifications/notifications.entities'
import {
  AuditRow,
  DeskRevealRow,
  OperatorFailureRow,
  OperatorRow,
  OperatorSessionRow,
  RequestRow,
} from './features/operators/operators.entities'
import { PointsIssuedRow } from './features/points/issued.entities'
import { LotExtensionRow } from './features/points/lotExtensions.entities'
import { AccountRow, EarningBasisRow, LotRow, TransferRow } from './features/points/points.entities'
import { AccountDeletionRow } from './features/privacy/privacy.entities'
import {
  EarningClosureRow,
  EarningRuleRow,
  ProgrammeRow,
  ProgrammeTermsRow,
} from './features/programmes/programmes.entities'
import { RedemptionRedeliveryRow } from './features/redemption/redeliveries.entities'
import { RedemptionRevealRow, RedemptionRow } from './features/redemption/redemption.entities'
import { SupplierOrderRow } from './features/redemption/supplierOrders.entities'
import { RiskDecisionRow, RiskDraftRow, RiskReviewRow, RiskRuleSetRow } from './features/risk/lanes.entities'
import { SecurityLockRow, StepUpRow } from './features/risk/risk.entities'
import { RefundRulingRow } from './features/spend/refundRulings.entities'
import {
  FeedFileRow,
  FeedRefusalRow,
  FeedRefusedFileRow,
  FeedSliceRow,
  RefundMatchRow,
  SpendHeadRow,
  SpendRow,
  SpendWaitingRow,
} from './features/spend/spend.entities'
import { CardholderTasteRow } from './features/tastes/tastes.entities'
import {
  GrowthDayRow,
  TierEvaluationRow,
  TierNoticeRow,
  TierPurchaseRow,
  TierStandingRow,
} from './features/tiers/tiers.entities'
import { IdempotencyKeyRow } from './http/idempotency.entities'
import { VerifierDayRow } from './http/verifierDays.entities'

/** Every table of the product, as an entity. */
export const entities: EntityClass[] = [
  IdempotencyKeyRow,
  VerifierDayRow,
  ProgrammeRow,
  EarningRuleRow,
  ProgrammeTermsRow,
  EarningClosureRow,
  CardholderRow,
  SessionRow,
  ConsentRow,
  CardRow,
  CardOwnerRow,
  CardChallengeRow,
  SpendRow,
  SpendWaitingRow,
  SpendHeadRow,
  RefundMatchRow,
  FeedFileRow,
  FeedSliceRow,
  FeedRefusalRow,
  FeedRefusedFileRow,
  GrowthDayRow,
  TierStandingRow,
  TierEvaluationRow,
  TierNoticeRow,
  TierPurchaseRow,
  AccountRow,
  LotRow,
  TransferRow,
  EarningBasisRow,
  PointsIssuedRow,
  OutboxRow,
  CatalogueRow,
  CatalogueLoadRow,
  BenefitRow,
  BenefitStockRow,
  BenefitCodeRow,
  CodeBatchRow,
  CatalogueImportRow,
  CatalogueImportPieceRow,
  StagedCodeRow,
  CatalogueVersionRow,
  CatalogueVersionBenefitRow,
  RedemptionRow,
  RedemptionRevealRow,
  RedemptionRedeliveryRow,
  SupplierOrderRow,
  SupplierStatementRow,
  SupplierDifferenceRow,
  EntitlementSetRow,
  EntitlementChoiceRow,
  OperatorRow,
  OperatorSessionRow,
  OperatorFailureRow,
  RequestRow,
  AuditRow,
  DeskRevealRow,
  RefundRulingRow,
  LotExtensionRow,
  CardholderTasteRow,
  SecurityLockRow,
  StepUpRow,
  RiskRuleSetRow,
  RiskDraftRow,
  RiskDecisionRow,
  RiskReviewRow,
  NoticeRow,
  NewsSettingsRow,
  NewsSubscriptionRow,
  AccountDeletionRow,
  InsightCountedRow,
  InsightPointsRow,
  InsightBenefitRow,
  InsightSupplierRow,
  InsightLoopRow,
]

/** Every migration, oldest first. */
export const migrations: MigrationClass[] = [
  Idempotency1790000000001,
  Programmes1790000000002,
  Identity1790000000003,
  Cards1790000000004,
  Spend1790000000010,
  Tiers1790000000011,
  Points1790000000012,
  Catalogue1790000000020,
  Redemption1790000000021,
  Outbox1790000000022,
  Views1790000000023,
  TierTerms1790000000030,
  EarningRules1790000000031,
  Transfers1790000000032,
  VersionsOfTerms1790000000033,
  Entitlements1790000000034,
  Operators1790000000035,
  FeedSlices1790000000036,
  CapsOfBonuses1790000000037,
  TierPurchases1790000000038,
  Deliveries1790000000039,
  SupplierStatements1790000000040,
  RefusedFiles1790000000041,
  TierCeremonies1790000000042,
  Tastes1790000000043,
  UsedCodes1790000000044,
  SecurityLocks1790000000045,
  Notices1790000000046,
  Privacy1790000000047,
  DeskAccess1790000000060,
  CatalogueVersions1790000000061,
  CatalogueImports1790000000064,
  SupportDesk1790000000067,
  Insights1790000000070,
  RiskLanes1790000000071,
  HeldRedemptions1790000000072,
  VerifierDays1790000000075,
  ChallengesOfStrangers1790000000076,
  AppendOnly1790000000077,
  TrustedDevices1790000000081,
  OwingAccounts1790000000082,
  Retention1790000000083,
  Minors1790000000084,
  Redeliveries1790000000085,
  StockBehindDrafts1790000000089,
  TrustByProof1790000000090,
  DecisionsInOrder1790000000091,
  UpgradesByMoment1790000000092,
  BoundSince1790000000093,
]

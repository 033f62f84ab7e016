import { cardsContract } from './cards'
import { catalogueContract } from './catalogue'
import { deskContract } from './desk'
import { entitlementsContract } from './entitlements'
import { homeContract } from './home'
import { identityContract } from './identity'
import { importsContract } from './imports'
import { insightsContract } from './insights'
import { notificationsContract } from './notifications'
import { operatorsContract } from './operators'
import { pointsContract } from './points'
import { privacyContract } from './privacy'
import { programmesContract } from './programmes'
import { redemptionContract } from './redemption'
import { riskContract, riskDeskContract } from './risk'
import { securityContract } from './security'
import { serviceContract } from './service'
import { spendContract } from './spend'
import { stockContract } from './stock'
import { suppliersContract } from './suppliers'
import { supportContract } from './support'
import { tastesContract } from './tastes'
import { tierContract } from './tiers'
import { versionsContract } from './versions'

/** The tree of all endpoints: the server mounts it, the clients call it, OpenAPI is printed from it. */
export const api = {
  service: serviceContract,
  home: homeContract,
  identity: identityContract,
  cards: cardsContract,
  privacy: privacyContract,
  spend: spendContract,
  points: pointsContract,
  tiers: tierContract,
  catalogue: catalogueContract,
  tastes: tastesContract,
  redemption: redemptionContract,
  operators: operatorsContract,
  desk: deskContract,
  insights: insightsContract,
  programmes: programmesContract,
  entitlements: entitlementsContract,
  risk: riskContract,
  riskDesk: riskDeskContract,
  security: securityContract,
  notifications: notificationsContract,
  suppliers: suppliersContract,
  support: supportContract,
  versions: versionsContract,
  imports: importsContract,
  stock: stockContract,
}

export type Api = typeof api

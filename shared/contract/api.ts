import { cardsContract } from './cards'
import { catalogueContract } from './catalogue'
import { deskContract } from './desk'
import { entitlementsContract } from './entitlements'
import { homeContract } from './home'
import { identityContract } from './identity'
import { operatorsContract } from './operators'
import { pointsContract } from './points'
import { redemptionContract } from './redemption'
import { serviceContract } from './service'
import { spendContract } from './spend'
import { suppliersContract } from './suppliers'
import { tierContract } from './tiers'

/** The tree of all endpoints: the server mounts it, the clients call it, OpenAPI is printed from it. */
export const api = {
  service: serviceContract,
  home: homeContract,
  identity: identityContract,
  cards: cardsContract,
  spend: spendContract,
  points: pointsContract,
  tiers: tierContract,
  catalogue: catalogueContract,
  redemption: redemptionContract,
  operators: operatorsContract,
  desk: deskContract,
  entitlements: entitlementsContract,
  suppliers: suppliersContract,
}

export type Api = typeof api

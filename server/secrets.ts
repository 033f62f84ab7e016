import type { Secrets } from './db/sealedColumns'
import { cardsSecrets } from './features/cards/secrets'
import { catalogueSecrets } from './features/catalogue/secrets'
import { identitySecrets } from './features/identity/secrets'
import { operatorsSecrets } from './features/operators/secrets'
import { redemptionSecrets } from './features/redemption/secrets'
import { riskSecrets } from './features/risk/secrets'

/** Everything that is kept under keys; `docs/secrets.md` lists it, and a test holds both to the entities. */
export const secrets: readonly Secrets[] = [
  identitySecrets,
  cardsSecrets,
  catalogueSecrets,
  redemptionSecrets,
  riskSecrets,
  operatorsSecrets,
]

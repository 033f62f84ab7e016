export type { OwnKeeper, PrivacyDeps } from './dependencies'
export { privacyRoutes } from './privacy.routes'
export { sweepDeletions } from './sweepDeletions'

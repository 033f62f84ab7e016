export { type HomeDeps, homeRoutes } from './home.routes'
export { listSigner, type SignList } from './signList'

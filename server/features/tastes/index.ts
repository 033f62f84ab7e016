export { eraseTastes, ownTastes } from './ownTastes.store'
export { type TastesDeps, tastesRoutes } from './tastes.routes'
export { tastesOf, tastesOfMany } from './tastes.store'

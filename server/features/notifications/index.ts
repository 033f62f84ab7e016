export { type NotificationDeps, notificationHandlers } from './notifications'

export { countDays, countLoops } from './countDays'
export { type InsightsDeps, insightsRoutes } from './insights.routes'

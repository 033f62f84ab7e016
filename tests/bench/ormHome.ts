import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { DataSource, IsNull, MoreThanOrEqual, type ObjectLiteral } from 'typeorm'
import { entities } from '../../server/schema'
import { businessDay, businessDayOf } from '../../shared/values/businessDay'
import { testProgramme } from '../support/programme'
import { answerQuestions } from './childProcess'

/**
 * The first screen the usual way: each part through its repository, for each request. The session is not looked up and
 * nothing is checked, which makes it quicker than the product's, not slower.
 */
answerQuestions(async ({ url, reply }: { url: string; reply: object }) => {
  const options = { entities, timezone: 'Z', charset: 'utf8mb4_bin', poolSize: 32 } as const
  const source = await new DataSource({ type: 'mariadb', url, ...options }).initialize()
  const app = new Koa()
  app.use(async (ctx) => {
    const cardholder_id = (ctx.get('Authorization').split(' ')[1] ?? '').split('.')[0] ?? ''
    ctx.body = { ...reply, ...(await mine(source, cardholder_id)) }
  })
  return new Promise<{ port: number }>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
})

async function mine(source: DataSource, cardholder_id: string): Promise<object> {
  const find = (entity: string, where: ObjectLiteral) => source.getRepository(entity).find({ where })
  const programme_id = testProgramme.id
  const now = new Date()
  const [account] = await find('account', { cardholder_id })
  const lots = await find('lot', { cardholder_id })
  const [standing] = await find('tier_standing', { cardholder_id })
  const days = await find('growth_day', { cardholder_id, effective_on: MoreThanOrEqual(yearBefore(now)) })
  const [card] = await find('card', { cardholder_id, is_default: true, unbound_at: IsNull() })
  await find('entitlement_choice', { cardholder_id, month: businessDayOf(now).slice(0, 7) })
  await find('entitlement_set', { programme_id })
  const benefits = await source.getRepository('benefit').find({ where: { programme_id }, take: 6 })
  await find('benefit_stock', { programme_id })
  const available = lots.reduce((sum, lot) => sum + Number(lot.available), 0)
  const growth = days.reduce((sum, day) => sum + Number(day.amount), 0)
  return { level: 'cardholder', available, held: account?.held, growth, standing, card, shown: benefits.length }
}

function yearBefore(now: Date): string {
  return businessDay(businessDayOf(new Date(now.getTime() - 365 * 86_400_000)))
}

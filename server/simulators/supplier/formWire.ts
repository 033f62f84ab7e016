import type { Router } from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { type BusinessDay, isBusinessDay } from '../../../shared/values/businessDay'
import { isInsideWindow } from '../../ports/requestSignature'
import { momentOfStamp, shanghaiStamp } from '../../ports/shanghaiStamp'
import {
  encodeForm,
  type FormFields,
  parseForm,
  type SignType,
  signSorted,
  signTypes,
  verifySorted,
} from '../../ports/sortedSignature'
import { SeenNonces } from '../signedRequests'
import type { WireParts } from './jsonWire'
import { orderAsk, type Standing } from './orders'
import type { SupplierDesk } from './supplierDesk'

type Asked = { fields: FormFields; signType: SignType }
type Parts = WireParts

const type = 'application/x-www-form-urlencoded; charset=utf-8'

/** The form protocol of `docs/wire.md` §7. */
export function formWire(routes: Router, parts: Parts): void {
  const { desk, now } = parts
  const admit = admission(parts)
  const answers = (ctx: Context, { fields, signType }: Asked, answer: FormFields): string => {
    ctx.state.note = `${fields.out_trade_no ?? ''} ${answer.ret_code} ${answer.status ?? ''}`
    const { nonce_str = '' } = fields
    const whole = { ...answer, mch_id: parts.client.clientId, nonce_str, timestamp: shanghaiStamp(now()) }
    return signedForm({ ...whole, sign_type: signType }, { secret: parts.client.secret, signType })
  }
  const send = (ctx: Context, asked: Asked, answer: FormFields) => {
    ctx.type = type
    ctx.body = answers(ctx, asked, answer)
  }
  routes.post('/topup/order', async (ctx) => {
    const asked = admit(ctx)
    if (!asked) return
    const ask = orderIn(asked.fields)
    if (!ask) return send(ctx, asked, { ret_code: '1005' })
    const taken = desk.take(ask, { protocol: 'form', signType: asked.signType })
    if (!taken) return send(ctx, asked, { ret_code: '2002' })
    const text = answers(ctx, asked, { ret_code: '0000', ...formStanding(ask.order_no, taken.standing) })
    await parts.answerOrder(ctx, taken, { type, text })
  })
  routes.post('/topup/query', (ctx) => {
    const asked = admit(ctx)
    if (!asked) return
    const orderNo = asked.fields.out_trade_no ?? ''
    if (desk.dice.happens('query_error', orderNo)) return send(ctx, asked, { ret_code: '9999' })
    const standing = desk.query(orderNo)
    if (!standing) return send(ctx, asked, { ret_code: '2001', out_trade_no: orderNo })
    send(ctx, asked, { ret_code: '0000', ...formStanding(orderNo, standing) })
  })
  routes.post('/topup/statement', (ctx) => {
    const asked = admit(ctx)
    if (!asked) return
    const day = (asked.fields.bill_date ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    if (!isBusinessDay(day)) return send(ctx, asked, { ret_code: '1005' })
    const statement = formStatement(desk, { day, mchId: parts.client.clientId })
    if (!statement) return send(ctx, asked, { ret_code: '3001' })
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = statement
  })
}

export function signedForm(fields: FormFields, agreed: { secret: string; signType: SignType }): string {
  return encodeForm({ ...fields, sign: signSorted(fields, agreed) })
}

export function formStanding(out_trade_no: string, standing: Standing): FormFields {
  if (standing.state === 'accepted') return { out_trade_no, status: 'PROCESSING' }
  if (standing.state === 'rejected') return { out_trade_no, status: 'FAILED', err_code: errCodeOf(standing.reason) }
  return { out_trade_no, status: 'SUCCESS', trade_no: standing.serial, link: standing.link ?? '' }
}

function errCodeOf(reason: string): string {
  return reason === 'account_invalid' ? 'ACCOUNT_ERROR' : reason.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

/** Lets a signed request in once; otherwise it is answered, unsigned, and null comes back. */
function admission({ client, now }: Pick<Parts, 'client' | 'now'>): (ctx: Context) => Asked | null {
  const nonces = new SeenNonces()
  return (ctx) => {
    const fields = parseForm(ctx.request.rawBody ?? '') ?? {}
    const signType = signTypes.find((each) => each === fields.sign_type)
    const at = momentOfStamp(fields.timestamp ?? '')?.getTime()
    const turnAway = (ret_code: string) => {
      ctx.state.note = ret_code
      ctx.type = type
      ctx.body = encodeForm({ ret_code })
      return null
    }
    if (fields.mch_id !== client.clientId) return turnAway('1002')
    if (!signType || !verifySorted(fields, { secret: client.secret, signType })) return turnAway('1001')
    if (at === undefined || !isInsideWindow(String(at), now())) return turnAway('1003')
    if (!fields.nonce_str || nonces.hasSeen(fields.nonce_str, now())) return turnAway('1004')
    return { fields, signType }
  }
}

function orderIn({ out_trade_no, product_id, account, points }: FormFields) {
  const isCount = points === undefined || /^\d{1,12}$/.test(points)
  const ask = {
    order_no: out_trade_no,
    sku: product_id,
    account,
    points: points === undefined ? undefined : Number(points),
  }
  const parsed = z.core.safeParse(orderAsk, ask)
  return isCount && parsed.success ? parsed.data : null
}

function formStatement(desk: SupplierDesk, { day, mchId }: { day: BusinessDay; mchId: string }): string | null {
  const rows = desk.statement(day)
  if (!rows) return null
  const lines = rows.map(({ order: { order_no, sku, points = '', at }, state, serial }) => {
    const status = state === 'delivered' ? 'SUCCESS' : 'FAILED'
    return [order_no, sku, points, status, serial ?? '', shanghaiStamp(at)].join('|')
  })
  const delivered = rows.filter(({ state }) => state === 'delivered')
  const points = delivered.reduce((sum, { order }) => sum + (order.points ?? 0), 0)
  const wrong = desk.dice.happens('statement_wrong_total', day) ? 1 : 0
  const total = ['TOTAL', mchId, day.replaceAll('-', ''), lines.length + wrong, delivered.length, points].join('|')
  return `${['out_trade_no|product_id|points|status|trade_no|order_time', ...lines, total].join('\n')}\n`
}

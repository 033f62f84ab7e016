import * as z from 'zod/mini'
import type { BusinessDay } from '../../shared/values/businessDay'
import { NonceBook } from '../http/nonceBook'
import { Refused } from '../http/refused'
import { isPublicLink } from '../ports/publicLink'
import { isInsideWindow, verifyRequest } from '../ports/requestSignature'
import type { SupplierAnswer, SupplierCallback, SupplierPort, SupplierStatement } from '../ports/supplier'
import { TurnedAway } from '../ports/turnedAway'
import type { OutsideAnswer } from './outsideCall'
import { callSigned, type SignedAsk } from './signedCall'
import { orderNoPattern, proofOf, type SupplierSide, statementLimitBytes, unsure } from './supplierSide'

/** A supplier of the JSON protocol, as `docs/wire.md` §6 has it. */
export function supplierOverJson(side: SupplierSide): SupplierPort {
  const nonces = new NonceBook()
  return {
    deduplicates: side.deduplicates,
    callbackTaken: { type: 'application/json', body: '{"taken":true}' },
    async placeOrder({ orderNo, sku, account, points }) {
      const body = { order_no: orderNo, sku, account: account || undefined, points }
      const call = 'placeOrder'
      const answer = await ask(side, { call, method: 'POST', path: '/v1/orders', body })
      return standingIn(answer, { orderNo, call })
    },
    async queryOrder(orderNo) {
      const call = 'queryOrder'
      const answer = await ask(side, { call, method: 'GET', path: `/v1/orders/${encodeURIComponent(orderNo)}` })
      // A 404 of a proxy on the way says nothing about the order; only the supplier's own code does.
      if (answer.status === 404 && codeOf(answer) === 'order_unknown') return { state: 'not_found' }
      return standingIn(answer, { orderNo, call })
    },
    readCallback(request) {
      checkCallback(side, nonces, request)
      return noticeIn(request.rawBody)
    },
    async statement(day) {
      const call = 'statement'
      const asked = {
        call,
        method: 'GET',
        path: `/v1/statements/${day}`,
        answerLimitBytes: statementLimitBytes,
      } as const
      const answer = await ask(side, asked)
      if (answer.status === 404 && codeOf(answer) === 'statement_not_ready') return null
      return statementIn(answer, day)
    },
  }
}

/**
 * Said about the request itself: we have to mend it. `nonce_seen` is not among them, since a proxy that sends a request
 * twice gets it for the second one, and the first may have done what it asked.
 */
const ourMistakes = new Set([
  'client_unknown',
  'timestamp_outside_window',
  'signature_invalid',
  'input_invalid',
  'order_differs',
])

/** @throws Unsure on no proper answer; TurnedAway when it turned the request itself away */
async function ask(side: SupplierSide, asked: SignedAsk): Promise<OutsideAnswer> {
  const answer = await callSigned('supplier', side, asked)
  const code = codeOf(answer)
  if (answer.status < 400 || !ourMistakes.has(code)) return answer
  throw new TurnedAway(`supplier turned ${asked.call} away: ${answer.status} ${code}`)
}

function codeOf({ json }: OutsideAnswer): string {
  const code = (json as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

const orderNo = z.string().check(z.regex(orderNoPattern))
const serial = z.string().check(z.minLength(1), z.maxLength(64))
const standing = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('delivered'),
    order_no: orderNo,
    serial,
    link: z.optional(z.string().check(z.refine(isPublicLink))),
  }),
  z.object({ state: z.literal('accepted'), order_no: z.optional(orderNo) }),
  z.object({
    state: z.literal('rejected'),
    order_no: orderNo,
    reason: z.string().check(z.minLength(1), z.maxLength(64)),
  }),
])

function standingIn(answer: OutsideAnswer, asked: { orderNo: string; call: string }): SupplierAnswer {
  if (answer.status !== 200) throw unsure(asked.call, `it answered ${answer.status} ${codeOf(answer)}`)
  const parsed = z.core.safeParse(standing, answer.json)
  if (!parsed.success) throw unsure(asked.call, 'its answer is not in the shape of the wire')
  const { order_no = asked.orderNo } = parsed.data
  if (order_no !== asked.orderNo) throw unsure(asked.call, 'it answered about another order')
  return answerOf(parsed.data, answer.bytes)
}

function answerOf(said: z.infer<typeof standing>, bytes: Buffer | string): SupplierAnswer {
  if (said.state === 'accepted') return { state: 'accepted' }
  const proof = proofOf(bytes)
  if (said.state === 'rejected') return { state: 'rejected', reason: said.reason, proof }
  return { state: 'delivered', serial: said.serial, ...(said.link === undefined ? {} : { link: said.link }), proof }
}

/** @throws Refused signature_invalid; which of client, time, signature and nonce is wrong is not said */
function checkCallback(side: SupplierSide, nonces: NonceBook, { headers, rawBody }: SupplierCallback): void {
  const header = (name: string) => String(headers[name] ?? '')
  const timestamp = header('x-kaquan-timestamp')
  const nonce = header('x-kaquan-nonce')
  const signature = header('x-kaquan-signature')
  // No request of ours has a path without a slash, so none of them can be sent back to us as a callback.
  const signed = { timestamp, nonce, method: 'POST', path: 'callback', body: rawBody }
  const isOurs = header('x-kaquan-client') === side.clientId
  const isFresh = isInsideWindow(timestamp, side.now()) && nonce.length >= 8 && nonce.length <= 128
  const holds = verifyRequest(side.secret, { ...signed, signature }) && isOurs && isFresh
  if (!holds || !nonces.isNew(nonce, side.now())) throw new Refused('signature_invalid')
}

function noticeIn(rawBody: string) {
  const parsed = z.core.safeParse(standing, jsonOf(rawBody))
  if (!parsed.success || parsed.data.order_no === undefined) throw new Refused('input_invalid')
  return { orderNo: parsed.data.order_no, answer: answerOf(parsed.data, rawBody) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('input_invalid')
  }
}

const count = z.int().check(z.nonnegative())
const line = z.discriminatedUnion('state', [
  z.object({ state: z.literal('delivered'), order_no: orderNo, sku: z.string(), serial, points: z.optional(count) }),
  z.object({ state: z.literal('rejected'), order_no: orderNo, sku: z.string(), points: z.optional(count) }),
])
const statementShape = z.object({
  day: z.string(),
  lines: z.array(line),
  total: z.object({ lines: count, delivered: count, points: count }),
})

function statementIn(answer: OutsideAnswer, day: BusinessDay): SupplierStatement {
  if (answer.status !== 200) throw unsure('statement', `it answered ${answer.status} ${codeOf(answer)}`)
  const parsed = z.core.safeParse(statementShape, answer.json)
  if (!parsed.success) throw unsure('statement', 'its answer is not in the shape of the wire')
  const { lines, total } = parsed.data
  if (parsed.data.day !== day) throw unsure('statement', 'it answered about another day')
  const delivered = lines.filter(({ state }) => state === 'delivered')
  const points = delivered.reduce((sum, one) => sum + (one.points ?? 0), 0)
  if (total.lines !== lines.length || total.delivered !== delivered.length || total.points !== points)
    throw unsure('statement', 'its lines do not add up to its total')
  return {
    lines: lines.map((one) => ({
      orderNo: one.order_no,
      sku: one.sku,
      state: one.state,
      serial: one.state === 'delivered' ? one.serial : null,
    })),
    proof: proofOf(answer.bytes),
  }
}

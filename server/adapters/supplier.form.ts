import type { BusinessDay } from '../../shared/values/businessDay'
import { NonceBook } from '../http/nonceBook'
import { Refused } from '../http/refused'
import { isPublicLink } from '../ports/publicLink'
import { isInsideWindow } from '../ports/requestSignature'
import { momentOfStamp, shanghaiStamp } from '../ports/shanghaiStamp'
import {
  encodeForm,
  type FormFields,
  parseForm,
  type SignType,
  signSorted,
  verifySorted,
} from '../ports/sortedSignature'
import type { SupplierAnswer, SupplierNotice, SupplierPort } from '../ports/supplier'
import { TurnedAway } from '../ports/turnedAway'
import { bytesFromOutside } from './outsideCall'
import { readFormStatement } from './supplierFormStatement'
import { orderNoPattern, proofOf, type SupplierSide, statementLimitBytes, unsure } from './supplierSide'

export type FormSide = SupplierSide & { signType: SignType }

/** A supplier of the form protocol, as `docs/wire.md` §7 has it. */
export function supplierOverForm(side: FormSide): SupplierPort {
  const nonces = new NonceBook()
  return {
    deduplicates: side.deduplicates,
    callbackTaken: { type: 'text/plain', body: 'success' },
    async placeOrder({ orderNo, sku, account, points }) {
      const fields = {
        out_trade_no: orderNo,
        product_id: sku,
        account,
        points: points === undefined ? '' : `${points}`,
      }
      const call = 'placeOrder'
      return standingIn(await ask(side, { call, path: '/topup/order', fields }), { orderNo, call })
    },
    async queryOrder(orderNo) {
      const call = 'queryOrder'
      const answer = await ask(side, { call, path: '/topup/query', fields: { out_trade_no: orderNo } })
      if (answer.fields.ret_code === orderUnknown) return { state: 'not_found' }
      return standingIn(answer, { orderNo, call })
    },
    readCallback: ({ rawBody }) => noticeIn(rawBody, side, nonces),
    async statement(day) {
      const asked = { call: 'statement', path: '/topup/statement', fields: { bill_date: day.replaceAll('-', '') } }
      return statementOf(side, asked, day)
    },
  }
}

type FormAsk = { call: string; path: string; fields: FormFields }
type FormAnswer = { fields: FormFields; bytes: Buffer }

const taken = '0000'
const orderUnknown = '2001'
const statementNotReady = '3001'

/** Said about the request itself. 1004, a nonce seen before, is not among them: an earlier copy may have been taken. */
const ourMistakes: Readonly<Record<string, string>> = {
  '1001': 'sign wrong',
  '1002': 'mch_id unknown',
  '1003': 'timestamp outside the window',
  '1005': 'parameters wrong',
  '2002': 'order differs',
}

/** @throws Unsure on no proper answer; TurnedAway when it turned the request itself away */
async function ask(side: FormSide, asked: FormAsk): Promise<FormAnswer> {
  const { bytes, nonce } = await send(side, asked)
  return { bytes, fields: signedFields(side, bytes, { ...asked, nonce }) }
}

async function send(side: FormSide, { call, path, fields }: FormAsk): Promise<{ bytes: Buffer; nonce: string }> {
  const nonce = side.nonce()
  const timestamp = shanghaiStamp(side.now())
  const whole = { ...fields, mch_id: side.clientId, nonce_str: nonce, timestamp, sign_type: side.signType }
  const { status, bytes } = await bytesFromOutside({
    otherSide: 'supplier',
    call,
    url: side.baseUrl.replace(/\/$/, '') + path,
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: encodeForm({ ...whole, sign: signSorted(whole, side) }),
    timeoutMs: side.timeoutMs,
    answerLimitBytes: path === '/topup/statement' ? statementLimitBytes : undefined,
  })
  if (status !== 200) throw unsure(call, `it answered ${status}, which the wire has not`)
  return { bytes, nonce }
}

/** A supplier that does not know our key cannot sign what it says about that, so a mistake of ours needs no signature. */
function signedFields(side: FormSide, bytes: Buffer, { call, nonce }: { call: string; nonce: string }): FormFields {
  const fields = parseForm(bytes.toString('utf8'))
  if (fields === null) throw unsure(call, 'its answer is not in the shape of the wire')
  const { ret_code = '' } = fields
  const mistake = ourMistakes[ret_code]
  if (mistake !== undefined) throw new TurnedAway(`supplier turned ${call} away: ${ret_code} ${mistake}`)
  if (!verifySorted(fields, side)) throw unsure(call, 'the signature of its answer does not hold')
  if (fields.nonce_str !== nonce) throw unsure(call, 'it answered another request')
  return fields
}

function standingIn(
  { fields, bytes }: FormAnswer,
  { orderNo, call }: { orderNo: string; call: string },
): SupplierAnswer {
  if (fields.ret_code !== taken) throw unsure(call, `it answered ${fields.ret_code}`)
  if (fields.out_trade_no !== orderNo) throw unsure(call, 'it answered about another order')
  const answer = answerOf(fields, bytes)
  if (answer === null) throw unsure(call, 'its answer is not in the shape of the wire')
  return answer
}

/** The words of this protocol in ours; null for any that the wire has not. */
function answerOf(fields: FormFields, bytes: Buffer | string): SupplierAnswer | null {
  const { status, trade_no = '', err_code = '', link } = fields
  if (status === 'PROCESSING') return { state: 'accepted' }
  const proof = proofOf(bytes)
  if (status === 'FAILED') {
    return /^[A-Z0-9_]{1,64}$/.test(err_code) ? { state: 'rejected', reason: reasonOf(err_code), proof } : null
  }
  if (status !== 'SUCCESS' || !/^[A-Za-z0-9_-]{1,64}$/.test(trade_no)) return null
  if (link === undefined) return { state: 'delivered', serial: trade_no, proof }
  return isPublicLink(link) ? { state: 'delivered', serial: trade_no, link, proof } : null
}

function reasonOf(errCode: string): string {
  return errCode === 'ACCOUNT_ERROR' ? 'account_invalid' : errCode.toLowerCase()
}

/** @throws Refused signature_invalid, input_invalid */
function noticeIn(rawBody: string, side: FormSide, nonces: NonceBook): SupplierNotice {
  const fields = parseForm(rawBody)
  if (fields === null) throw new Refused('input_invalid')
  const { nonce_str = '', timestamp = '', out_trade_no = '', mch_id } = fields
  const at = momentOfStamp(timestamp)?.getTime()
  const isFresh = at !== undefined && isInsideWindow(String(at), side.now()) && /^\w{8,64}$/.test(nonce_str)
  const holds = verifySorted(fields, side) && mch_id === side.clientId && isFresh
  // An answer of a query is signed with the same secret; it has a ret_code, which no callback has.
  const isCallback = fields.ret_code === undefined
  if (!holds || !isCallback || !nonces.isNew(nonce_str, side.now())) throw new Refused('signature_invalid')
  const answer = orderNoPattern.test(out_trade_no) ? answerOf(fields, rawBody) : null
  if (answer === null) throw new Refused('input_invalid')
  return { orderNo: out_trade_no, answer }
}

async function statementOf(side: FormSide, asked: FormAsk, day: BusinessDay) {
  const { bytes, nonce } = await send(side, asked)
  const statement = readFormStatement(bytes, { mchId: side.clientId, day })
  if (statement !== null) return statement
  const { ret_code } = signedFields(side, bytes, { ...asked, nonce })
  if (ret_code === statementNotReady) return null
  throw unsure(asked.call, `it answered ${ret_code}`)
}

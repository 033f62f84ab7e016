import * as z from 'zod/mini'
import { Unsure } from '../ports/unsure'
import type { SubscribeRefused, WechatCodeRefused, WechatPort } from '../ports/wechat'
import { callOutside } from './outsideCall'
import { type AccessTokens, cachedAccessTokens, type FetchedToken } from './wechatAccessToken'

export type WechatSide = {
  /** `https://api.weixin.qq.com`, or the simulator's. */
  baseUrl: string
  appId: string
  secret: string
  now: () => Date
  timeoutMs: number
}

/** WeChat's servers. The session key stays inside: nothing needs it, so nobody gets it. */
export function wechatOverHttp(side: WechatSide): WechatPort {
  const tokens = cachedAccessTokens({ fetchToken: (force) => fetchToken(side, force), now: side.now })
  return {
    async codeToSession(code) {
      const query = { appid: side.appId, secret: side.secret, js_code: code, grant_type: 'authorization_code' }
      const answer = await ask(side, { call: 'codeToSession', path: '/sns/jscode2session', query })
      const refused = codeRefusal(answer)
      if (refused) return refused
      const { openid, unionid } = read(sessionAnswer, answer, 'codeToSession')
      return { ok: true, openid, unionid }
    },
    async phoneNumber(code) {
      const path = '/wxa/business/getuserphonenumber'
      const answer = await askWithToken(side, tokens, { call: 'phoneNumber', path, body: { code } })
      const refused = codeRefusal(answer)
      if (refused) return refused
      return { ok: true, phone: read(phoneAnswer, answer, 'phoneNumber').phone_info.purePhoneNumber }
    },
    async sendSubscribe({ openid, templateId, page, data }) {
      const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]))
      const body = { touser: openid, template_id: templateId, page, data: values }
      const path = '/cgi-bin/message/subscribe/send'
      const answer = await askWithToken(side, tokens, { call: 'sendSubscribe', path, body })
      return answer.errcode === 0 ? { ok: true } : subscribeRefusal(answer)
    },
    async verifySoter({ openid, resultJSON, resultJSONSignature }) {
      const body = { openid, json_string: resultJSON, json_signature: resultJSONSignature }
      const path = '/cgi-bin/soter/verify_signature'
      const answer = await askWithToken(side, tokens, { call: 'verifySoter', path, body })
      if (answer.errcode === openidUnknown) return false
      if (answer.errcode === 0) return read(soterAnswer, answer, 'verifySoter').is_ok
      throw new Unsure({ otherSide: 'wechat', call: 'verifySoter', why: `it answered ${answer.errcode}` })
    },
    async userRiskRank({ openid, clientIp }) {
      const body = { appid: side.appId, openid, scene: ofPromotions, client_ip: clientIp }
      const answer = await askWithToken(side, tokens, { call: 'userRiskRank', path: '/wxa/getuserriskrank', body })
      if (answer.errcode !== 0) return null
      return read(rankAnswer, answer, 'userRiskRank').risk_rank
    },
  }
}

type Asked = { call: string; path: string; query?: Record<string, string>; body?: unknown }
type Answer = { errcode: number; errmsg: string; json: unknown }

const systemBusy = -1
const tokenInvalid = [40001, 40014, 42001]
/** Wrong app id or secret: no repetition helps, and nobody but us can mend it. */
const misconfigured = [40013, 40125, 40164, 41002, 41004]

/** @throws Unsure on silence and on `-1`; Error when WeChat does not accept our app id, secret or address */
async function ask(side: WechatSide, { call, path, query, body }: Asked): Promise<Answer> {
  const url = new URL(side.baseUrl.replace(/\/$/, '') + path)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const { status, json } = await callOutside({
    otherSide: 'wechat',
    call,
    url: url.href,
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? undefined : JSON.stringify(body),
    timeoutMs: side.timeoutMs,
  })
  if (status >= 400) throw new Unsure({ otherSide: 'wechat', call, why: `it answered ${status}` })
  const { errcode = 0, errmsg = '' } = read(anyAnswer, { json }, call)
  if (errcode === systemBusy) throw new Unsure({ otherSide: 'wechat', call, why: 'it is busy (-1)' })
  if (misconfigured.includes(errcode)) throw new Error(`wechat turned ${call} away: ${errcode} ${errmsg}`)
  return { errcode, errmsg, json }
}

/** A token that WeChat turns down is renewed once; nothing was done on the first try, so the second is no repetition. */
async function askWithToken(side: WechatSide, tokens: AccessTokens, asked: Asked): Promise<Answer> {
  const token = await tokens.current()
  const first = await ask(side, { ...asked, query: { access_token: token } })
  if (!tokenInvalid.includes(first.errcode)) return first
  const second = await ask(side, { ...asked, query: { access_token: await tokens.instead(token) } })
  if (!tokenInvalid.includes(second.errcode)) return second
  throw new Error(`wechat turned ${asked.call} away twice: ${second.errcode} ${second.errmsg}`)
}

async function fetchToken(side: WechatSide, force: boolean): Promise<FetchedToken> {
  const call = 'stableToken'
  const body = { grant_type: 'client_credential', appid: side.appId, secret: side.secret, force_refresh: force }
  const answer = await ask(side, { call, path: '/cgi-bin/stable_token', body })
  if (answer.errcode !== 0) {
    throw new Unsure({ otherSide: 'wechat', call, why: `it answered ${answer.errcode} ${answer.errmsg}` })
  }
  const { access_token, expires_in } = read(tokenAnswer, answer, call)
  return { token: access_token, expiresInSeconds: expires_in }
}

const codeInvalid = [40029, 40163, 40226]
const tooFrequent = 45011
const openidUnknown = 40003

function codeRefusal({ errcode, errmsg }: Answer): WechatCodeRefused | undefined {
  if (errcode === 0) return undefined
  if (codeInvalid.includes(errcode)) return { ok: false, reason: 'code_invalid', errcode }
  if (errcode === tooFrequent) return { ok: false, reason: 'too_frequent', errcode }
  throw new Error(`wechat answered with an error that the wire has not: ${errcode} ${errmsg}`)
}

function subscribeRefusal({ errcode, errmsg }: Answer): SubscribeRefused {
  const reason = errcode === 43101 ? 'not_subscribed' : errcode === 20004 ? 'switch_off' : 'refused'
  return { ok: false, reason, errcode, errmsg }
}

const anyAnswer = z.object({ errcode: z.optional(z.int()), errmsg: z.optional(z.string()) })
const sessionAnswer = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) })
const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.int().check(z.positive()),
})
const phoneAnswer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string().check(z.regex(/^\d{5,15}$/)) }),
})
/** The scene of `getuserriskrank` in which somebody is after what a promotion gives away. */
const ofPromotions = 1
const rankAnswer = z.object({ risk_rank: z.int().check(z.minimum(0), z.maximum(4)) })
const soterAnswer = z.object({ is_ok: z.boolean() })

function read<Schema extends z.core.$ZodType>(schema: Schema, { json }: { json: unknown }, call: string) {
  const parsed = z.core.safeParse(schema, json)
  if (parsed.success) return parsed.data as z.core.output<Schema>
  throw new Unsure({ otherSide: 'wechat', call, why: 'its answer is not in the shape of the wire' })
}

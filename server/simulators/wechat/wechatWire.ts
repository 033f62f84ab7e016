import type { Router } from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { type Soter, verifySoter } from './soter'
import type { StableTokens } from './stableTokens'
import { failure, type WechatAnswer } from './wechatAnswer'
import type { WechatCodes } from './wechatCodes'
import type { WechatUser, WechatUsers } from './wechatUsers'

export type SentMessage = { at: Date; user: WechatUser; templateId: string; page: string; data: Record<string, string> }

export type Wechat = {
  appId: string
  secret: string
  users: WechatUsers
  codes: WechatCodes<WechatUser>
  tokens: StableTokens
  /** The latest first. */
  messages: SentMessage[]
  /** The pages that the mini-program has; when it is not given, any well-formed page will do. */
  pages: readonly string[] | undefined
  /** When each user's codes were exchanged during the last minute. */
  logins: Map<string, number[]>
  soter: Soter
  now: () => Date
}

/** WeChat's own answers, as far as we rely on them: field names and codes are WeChat's. */
export function addWechatWire(routes: Router, wechat: Wechat): void {
  routes.get('/sns/jscode2session', (ctx) => {
    const { appid, secret, js_code } = ctx.query
    const refusal = credentialRefusal(wechat, appid, secret)
    return answer(ctx, refusal ?? session(wechat, String(js_code)))
  })
  routes.post('/cgi-bin/stable_token', (ctx) => {
    const asked = tokenAsk.safeParse(ctx.request.body)
    if (!asked.success) return answer(ctx, failure(47001, 'data format error'))
    const { grant_type, appid, secret, force_refresh } = asked.data
    if (grant_type !== 'client_credential') return answer(ctx, failure(40002, 'invalid grant_type'))
    const refusal = credentialRefusal(wechat, appid, secret)
    if (refusal) return answer(ctx, refusal)
    const given = wechat.tokens.ask(force_refresh)
    if (given === 'too_frequent') return answer(ctx, failure(45011, 'api minute-quota reach limit, mustslower'))
    if (given === 'over_quota') return answer(ctx, failure(45009, 'reach max api daily quota limit'))
    answer(ctx, given)
  })
  routes.post('/wxa/business/getuserphonenumber', (ctx) => {
    const refusal = tokenRefusal(wechat, ctx)
    answer(ctx, refusal ?? phone(wechat, ctx.request.body))
  })
  routes.post('/cgi-bin/message/subscribe/send', (ctx) => {
    const refusal = tokenRefusal(wechat, ctx)
    answer(ctx, refusal ?? sendMessage(wechat, ctx.request.body))
  })
  routes.post('/cgi-bin/soter/verify_signature', async (ctx) => {
    const refusal = tokenRefusal(wechat, ctx)
    answer(ctx, refusal ?? (await verifySoter(wechat, ctx.request.body)))
  })
  routes.post('/wxa/getuserriskrank', (ctx) => {
    const refusal = tokenRefusal(wechat, ctx)
    answer(ctx, refusal ?? riskRank(wechat, ctx.request.body))
  })
}

function answer(ctx: Context, body: WechatAnswer): void {
  ctx.state.note = body.errcode ? `${body.errcode} ${body.errmsg}` : 'ok'
  ctx.body = body
}

const tokenAsk = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z._default(z.boolean(), false),
})
const phoneAsk = z.object({ code: z.string() })
const messageAsk = z.object({
  touser: z.string(),
  template_id: z.string().check(z.minLength(1)),
  page: z._default(z.string(), ''),
  data: z.record(z.string(), z.object({ value: z.string() })),
})

function credentialRefusal(wechat: Wechat, appId: unknown, secret: unknown): WechatAnswer | undefined {
  if (appId !== wechat.appId) return failure(40013, 'invalid appid')
  if (secret !== wechat.secret) return failure(40125, 'invalid appsecret')
  return undefined
}

function tokenRefusal({ tokens }: Wechat, ctx: Context): WechatAnswer | undefined {
  const state = tokens.state(String(ctx.query.access_token))
  if (state === 'invalid') return failure(40001, 'invalid credential, access_token is invalid or not latest')
  if (state === 'expired') return failure(42001, 'access_token expired')
  return undefined
}

const loginsPerMinute = 100

function session(wechat: Wechat, code: string): WechatAnswer {
  const redeemed = wechat.codes.redeem('login', code)
  if (redeemed === 'used') return failure(40163, 'code been used')
  if (redeemed === 'invalid') return failure(40029, 'invalid code')
  const { openid } = redeemed.user
  const now = wechat.now().getTime()
  const recent = (wechat.logins.get(openid) ?? []).filter((at) => now - at < 60_000)
  if (recent.length >= loginsPerMinute) return failure(45011, 'api minute-quota reach limit, mustslower')
  wechat.logins.set(openid, [...recent, now])
  return { openid, session_key: Buffer.from(`session of ${openid}`).toString('base64').slice(0, 24) }
}

function phone({ codes, appId, now }: Wechat, body: unknown): WechatAnswer {
  const asked = phoneAsk.safeParse(body)
  if (!asked.success) return failure(47001, 'data format error')
  const redeemed = codes.redeem('phone', asked.data.code)
  if (redeemed === 'used' || redeemed === 'invalid') return failure(40029, 'invalid code')
  const number = redeemed.user.phone
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: number,
      purePhoneNumber: number,
      countryCode: '86',
      watermark: { timestamp: Math.floor(now().getTime() / 1000), appid: appId },
    },
  }
}

const rankAsk = z.object({
  appid: z.string(),
  openid: z.string(),
  scene: z.int(),
  client_ip: z.string().check(z.minLength(1)),
})

function riskRank({ users, appId }: Wechat, body: unknown): WechatAnswer {
  const asked = rankAsk.safeParse(body)
  if (!asked.success) return failure(47001, 'data format error')
  if (![0, 1].includes(asked.data.scene)) return failure(40129, 'invalid scene')
  const user = users.known(asked.data.openid)
  if (!user || asked.data.appid !== appId) return failure(40003, 'invalid openid')
  if (user.riskRank === null) return failure(61010, 'user not visit in 2 hours')
  return { errcode: 0, errmsg: 'getuserriskrank succ', risk_rank: user.riskRank, unoin_id: Date.parse('2026-01-01') }
}

const messagesKept = 200

function sendMessage(wechat: Wechat, body: unknown): WechatAnswer {
  const asked = messageAsk.safeParse(body)
  if (!asked.success) return failure(47003, 'argument invalid')
  const { touser, template_id, page, data } = asked.data
  const user = wechat.users.known(touser)
  if (!user) return failure(40003, 'invalid openid')
  if (page !== '' && !isPage(page, wechat.pages)) return failure(41030, 'invalid page')
  if (user.messagesOff) return failure(20004, 'user refuses all subscribe messages')
  const left = user.accepted.get(template_id) ?? 0
  if (left === 0) return failure(43101, 'user refuse to accept the msg')
  user.accepted.set(template_id, left - 1)
  const values = Object.fromEntries(Object.entries(data).map(([key, { value }]) => [key, value]))
  wechat.messages.unshift({ at: wechat.now(), user, templateId: template_id, page, data: values })
  wechat.messages.length = Math.min(wechat.messages.length, messagesKept)
  return { errcode: 0, errmsg: 'ok' }
}

function isPage(page: string, pages: readonly string[] | undefined): boolean {
  const [path = ''] = page.split('?')
  return pages ? pages.includes(path) : /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)+$/.test(path)
}

import type { Router } from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { answerOrReturn, flag, inputOf } from '../simulatorApp'
import { signAsPhone, soterFaults } from './soter'
import type { WechatUser } from './wechatUsers'
import type { Wechat } from './wechatWire'

/** `scanning` is who scans: the user that a code is for when nobody is named. */
export type WechatControls = Wechat & { scanning: string }

const someone = z.object({
  user: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  openid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{6,64}$/))),
})
const userChange = z.object({
  user: z.string().check(z.minLength(1), z.maxLength(64)),
  phone: z.optional(z.string().check(z.regex(/^1\d{10}$/))),
  messagesOff: z.optional(flag),
  riskRank: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(4))),
})
const subscription = z.object({
  user: z.string(),
  templateId: z.string().check(z.minLength(1), z.maxLength(64)),
  accept: flag,
})
const signing = z.object({
  user: z.optional(z.string()),
  challenge: z.string().check(z.minLength(1), z.maxLength(512)),
})
const soterChange = z.object({ fault: z.enum(soterFaults) })

/**
 * What a person, a test, or the browser build of the mini-program may do: in a browser there is no `wx.login`, so it
 * asks here for the codes. Open to every origin, since that build is served from another port.
 */
export function addWechatControls(routes: Router, wechat: WechatControls): void {
  routes.use('/sim', allowEveryOrigin)
  routes.options('/sim/:path', (ctx) => {
    ctx.status = 204
  })
  routes.get('/sim/users', (ctx) => {
    ctx.body = wechat.users.all().map((user) => ({ ...viewOf(user), scanning: user.user === wechat.scanning }))
  })
  routes.post('/sim/login-code', (ctx) => {
    const user = userOf(wechat, ctx)
    ctx.body = { code: wechat.codes.issue('login', user), user: user.user }
  })
  routes.post('/sim/phone-code', (ctx) => {
    const user = userOf(wechat, ctx)
    ctx.body = { code: wechat.codes.issue('phone', user), user: user.user }
  })
  routes.post('/sim/scan', (ctx) => {
    wechat.scanning = userOf(wechat, ctx).user
    answerOrReturn(ctx, { scanning: wechat.scanning })
  })
  routes.post('/sim/users', (ctx) => {
    const { user: name, phone, messagesOff, riskRank } = inputOf(userChange, ctx)
    const user = wechat.users.named(name)
    if (phone !== undefined) user.phone = phone
    if (messagesOff !== undefined) user.messagesOff = messagesOff
    if (riskRank !== undefined) user.riskRank = riskRank
    answerOrReturn(ctx, viewOf(user))
  })
  routes.post('/sim/subscribe', (ctx) => {
    const { user: name, templateId, accept } = inputOf(subscription, ctx)
    const user = wechat.users.named(name)
    if (accept) user.accepted.set(templateId, (user.accepted.get(templateId) ?? 0) + 1)
    answerOrReturn(ctx, viewOf(user))
  })
  routes.get('/sim/messages', (ctx) => {
    ctx.body = wechat.messages.map(({ user, ...message }) => ({ ...message, user: user.user, openid: user.openid }))
  })
  routes.post('/sim/soter-sign', (ctx) => {
    const { user, challenge } = inputOf(signing, ctx)
    ctx.body = signAsPhone(wechat, wechat.users.named(user ?? wechat.scanning), challenge)
  })
  routes.post('/sim/soter', (ctx) => {
    wechat.soter.fault = inputOf(soterChange, ctx).fault
    answerOrReturn(ctx, { fault: wechat.soter.fault })
  })
  routes.post('/sim/revoke-tokens', (ctx) => {
    wechat.tokens.revokeAll()
    answerOrReturn(ctx, {})
  })
}

function userOf({ users, scanning }: WechatControls, ctx: Context): WechatUser {
  const { user, openid } = inputOf(someone, ctx)
  if (openid !== undefined) return users.withOpenid(openid)
  return users.named(user ?? scanning)
}

function viewOf({ user, label, openid, phone, messagesOff, accepted, riskRank }: WechatUser) {
  return { user, label, openid, phone, messagesOff, riskRank, accepted: Object.fromEntries(accepted) }
}

async function allowEveryOrigin(ctx: Context, next: () => Promise<unknown>): Promise<void> {
  ctx.set('Access-Control-Allow-Origin', '*')
  ctx.set('Access-Control-Allow-Headers', 'Content-Type')
  ctx.set('Access-Control-Allow-Methods', 'GET, POST')
  await next()
}

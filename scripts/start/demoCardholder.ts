import { randomBytes } from 'node:crypto'
import { createClient, type Outgoing } from '../../shared/client/createClient'
import { routes } from '../../shared/client/routes'
import type { Api } from '../../shared/contract/api'
import { addDays, businessDayOf } from '../../shared/values/businessDay'

/** The card whose three real months the demo shows, of the published files that are shipped. */
export const demoCard = { last4: '8192', wechatUser: 'demo' }

interface Sides {
  product: string
  bank: string
  wechat: string
  now: Date
}

/**
 * Walks the demo cardholder down the product's own road, over HTTP: log in with WeChat, bind the card with the bank's
 * one-time password, and let the bank send three real months as signed events, moved so that they end yesterday. Done
 * once: when the card is bound already, nothing is sent.
 */
export async function prepareDemoCardholder(sides: Sides): Promise<'prepared' | 'there already'> {
  const { code } = await post<{ code: string }>(`${sides.wechat}/sim/login-code`, { user: demoCard.wechatUser })
  const open = clientOf(sides.product)
  const { version } = await open.privacy.text()
  const { token, me } = await open.identity.logIn({ body: { code, device: 'npm start', consent: { version } } })
  const mine = clientOf(sides.product, token)
  try {
    if (me.level === 'cardholder') return 'there already'
    await bindCard(mine, sides)
    const until = addDays(businessDayOf(sides.now), -1)
    await post(`${sides.bank}/sim/push`, { last4: demoCard.last4, until, to: `${sides.product}/bank/events` })
    return 'prepared'
  } finally {
    await mine.identity.logOut({ params: { sessionId: 'current' } })
  }
}

type DemoClient = ReturnType<typeof clientOf>

async function bindCard(mine: DemoClient, { bank, wechat }: Sides): Promise<void> {
  const { code } = await post<{ code: string }>(`${wechat}/sim/phone-code`, { user: demoCard.wechatUser })
  await mine.identity.verifyPhone({ body: { code } })
  const cards = await get<{ last4: string; name: string; phone: string }[]>(`${bank}/sim/cards`)
  const card = cards.find(({ last4 }) => last4 === demoCard.last4)
  if (!card) throw new Error(`the bank simulator has no card ${demoCard.last4}`)
  const { name, last4, phone } = card
  const { challengeId } = await mine.cards.verify({ body: { name, last4, phone } })
  const otps = await get<{ code: string }[]>(`${bank}/sim/otps?phone=${phone}`)
  const otp = otps[0]?.code
  if (!otp) throw new Error('the bank simulator sent no one-time password')
  await mine.cards.bind({ body: { challengeId, otp }, key: randomBytes(16).toString('hex') })
}

function clientOf(product: string, token?: string) {
  return createClient<Api>(routes, async ({ method, path, body, idempotencyKey }: Outgoing) => {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' }
    if (token) headers.Authorization = `Bearer ${token}`
    if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
    return answerOf(await fetch(product + path, { method, headers, body: body ? JSON.stringify(body) : undefined }))
  })
}

async function post<Reply>(url: string, body: object): Promise<Reply> {
  const headers = { 'Content-Type': 'application/json' }
  return answerOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })) as Promise<Reply>
}

async function get<Reply>(url: string): Promise<Reply> {
  return answerOf(await fetch(url)) as Promise<Reply>
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return JSON.parse(text)
}

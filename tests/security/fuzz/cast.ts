import { randomBytes } from 'node:crypto'
import { signRequest } from '../../../server/ports/requestSignature'
import { shanghaiStamp } from '../../../server/ports/shanghaiStamp'
import { parseForm } from '../../../server/ports/sortedSignature'
import { signedForm } from '../../../server/simulators/supplier/formWire'
import { operatorRoles } from '../../../shared/contract/roles'
import { bankSigned } from '../../contract/composedServer'
import type { DeskPerson } from '../../contract/deskPerson'
import { supplierClient } from '../world/outside'
import { ownerIn } from '../world/ownerIn'
import type { Owner } from '../world/plantedOwner'
import type { RawRequest } from '../world/rawHttp'
import { otherProgramme, type World } from '../world/world'
import type { CallerName } from './callers'

/** Who asks, whom they must not see, and what was made meanwhile. */
export interface Cast {
  tokens: Map<CallerName, string>
  /** `mine` asks; `theirs` is of the same programme and never asks; `elsewhere` is of another one. */
  owners: Record<'mine' | 'theirs' | 'elsewhere', Owner>
  /** By `requestId`, `versionId` …: the latest of each that an answer told. */
  made: Map<string, string>
  /** An operator who signed in at the console. */
  browser: DeskPerson
  /** Whose things `own` means in the request that is made now, and its number. */
  asks: 'mine' | 'elsewhere'
  turn: number
  /** Somebody new in the place of a caller who has logged out, was deleted or is locked. */
  recast(caller: CallerName): Promise<void>
}

export async function castIn(world: World): Promise<Cast> {
  let people = 0
  const owners = {
    mine: await ownerIn(world, `mine-${++people}`),
    theirs: await ownerIn(world, `theirs-${++people}`),
    elsewhere: await ownerIn(world, `elsewhere-${++people}`, otherProgramme),
  }
  const tokens = new Map<CallerName, string>()
  const enter = async (level: 'visitor' | 'phone') =>
    tokens.set(level, (await world.plant({ name: `${level}-${++people}`, level })).token)
  const cast: Cast = {
    tokens,
    owners,
    made: new Map(),
    asks: 'mine',
    turn: 0,
    browser: await world.signIn(['maker', 'support']),
    async recast(caller) {
      if (caller === 'visitor' || caller === 'phone') await enter(caller)
      if (caller === 'browser of a maker') cast.browser = await world.signIn(['maker', 'support'])
      if (caller === 'mine') owners.mine = await ownerIn(world, `mine-${++people}`)
      if (caller === 'elsewhere') owners.elsewhere = await ownerIn(world, `elsewhere-${++people}`, otherProgramme)
      tokens.set('mine', owners.mine.token)
      tokens.set('elsewhere', owners.elsewhere.token)
    },
  }
  await cast.recast('visitor')
  await cast.recast('phone')
  for (const role of operatorRoles) tokens.set(role, (await world.hire([role])).token)
  tokens.set('everywhere', (await world.hire(operatorRoles, '*')).token)
  tokens.set('operator elsewhere', (await world.hire(operatorRoles, otherProgramme)).token)
  cast.made.set('operatorId', (await world.hire(['maker'])).id)
  return cast
}

/** A right supplier body about an order of ours, or whatever else; signed, so that it is read. */
export const supplierTexts = [
  '{"order_no":"~mine.orderNo~","state":"delivered","serial":"S-1"}',
  '{"order_no":"~mine.orderNo~","state":"delivered","serial":"S-1","link":"javascript:alert(1)"}',
  '{"order_no":"~mine.orderNo~","state":"delivered","serial":"S-1","link":"http://127.0.0.1:22/"}',
  '{"order_no":"~theirs.orderNo~","state":"accepted"}',
  '{"order_no":"~elsewhere.orderNo~","state":"rejected","reason":"account_invalid"}',
  '{"order_no":"K0","state":"rejected","reason":"x"}',
  '{"order_no":["K0"],"state":"rejected"}',
  '{"__proto__":{"state":"delivered"},"order_no":"~mine.orderNo~"}',
  'null',
  '[]',
  '{',
  '',
  '\u0000',
  'out_trade_no=~mine.orderNo~&status=SUCCESS&trade_no=S-2',
  'out_trade_no=~theirs.orderNo~&status=FAILED&err_code=ACCOUNT_ERROR',
  'out_trade_no=%00&status=%FF',
  'a=1&a=2',
]

/** The request as this caller sends it: with their token, or their signature over the very bytes. */
export function asCaller(world: World, cast: Cast, { caller, ...request }: RawRequest & { caller: CallerName }) {
  const { surroundings } = world
  const text = request.body?.toString('utf8') ?? ''
  const withHeaders = (headers: Record<string, string>, body = request.body): RawRequest => ({
    ...request,
    headers: { ...headers, ...request.headers },
    body,
  })
  if (caller === 'bank') return withHeaders(bankSigned(text, { at: surroundings.now() }))
  if (caller === 'supplier of json') return withHeaders(jsonSigned(text, surroundings.now()))
  if (caller === 'supplier of forms') return withHeaders(formType, formSigned(text, surroundings.now()))
  if (caller === 'browser of a maker')
    return withHeaders({ Cookie: cast.browser.cookie, 'X-Kaquan-Csrf': cast.browser.csrf })
  const token = cast.tokens.get(caller)
  return token === undefined ? withHeaders({}) : withHeaders({ Authorization: `Bearer ${token}` })
}

const formType = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }
const nonce = () => randomBytes(16).toString('hex')

function jsonSigned(body: string, now: Date): Record<string, string> {
  const parts = { timestamp: String(now.getTime()), nonce: nonce(), method: 'POST', path: 'callback', body }
  return {
    'X-Kaquan-Client': supplierClient.clientId,
    'X-Kaquan-Timestamp': parts.timestamp,
    'X-Kaquan-Nonce': parts.nonce,
    'X-Kaquan-Signature': signRequest(supplierClient.clientSecret, parts),
  }
}

function formSigned(text: string, now: Date): Buffer {
  const fields = parseForm(text)
  if (fields === null) return Buffer.from(text)
  const common = { mch_id: supplierClient.clientId, nonce_str: nonce(), timestamp: shanghaiStamp(now) }
  const agreed = { secret: supplierClient.clientSecret, signType: 'HMAC-SHA256' as const }
  return Buffer.from(signedForm({ ...common, sign_type: agreed.signType, ...fields }, agreed))
}

let keys = 0
const mark = /~(new|made|wechat|bank|privacy|card|own|mine|theirs|elsewhere)(?:\.(\w+))?~/g

/** Fills in what stands between tildes. */
export async function filledIn(world: World, cast: Cast, text: string): Promise<string> {
  let filled = text
  for (const [whole, kind = '', name = ''] of text.matchAll(mark)) {
    filled = filled.replace(whole, await fillingOf(world, cast, { kind, name }))
  }
  return filled
}

async function fillingOf(world: World, cast: Cast, { kind, name }: { kind: string; name: string }): Promise<string> {
  if (kind === 'new') return `fuzz-key-${String(++keys).padStart(12, '0')}`
  if (kind === 'made') return cast.made.get(name) ?? world.surroundings.newId()
  if (kind === 'wechat') return codeOf(world, name)
  if (kind === 'bank') return otpOf(world)
  if (kind === 'privacy') return (await json<{ version: string }>(`${world.url}/api/privacy`)).version
  if (kind === 'card') return (await spareCard(world, cast.turn))[name] ?? ''
  const owner = kind === 'own' ? cast.owners[cast.asks] : cast.owners[kind as keyof Cast['owners']]
  if (name === 'cardToken') return owner.secrets.at(-1) ?? ''
  return owner.ids[name as keyof Owner['ids']]
}

async function codeOf({ outside }: World, kind: string): Promise<string> {
  const body = JSON.stringify({ user: `fuzz-${++keys % 50}` })
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${outside.wechatUrl}/sim/${kind}-code`, { method: 'POST', headers, body })
  return ((await answer.json()) as { code: string }).code
}

async function otpOf({ outside }: World): Promise<string> {
  const [latest] = await json<{ code: string }[]>(`${outside.bankUrl}/sim/otps`)
  return latest?.code ?? '123456'
}

/** A card that nobody planted has, and whose owner can bind it. */
async function spareCard({ outside }: World, turn: number): Promise<Record<string, string>> {
  const cards = await json<Record<string, string>[]>(`${outside.bankUrl}/sim/cards`)
  return cards.at(-10 - (turn % 40)) ?? {}
}

async function json<Reply>(url: string): Promise<Reply> {
  return (await fetch(url)).json() as Promise<Reply>
}

import { agreed } from '../support/people'
import { tokenOf } from '../support/sale'
import type { Doing } from './replayClock'
import { type Addresses, type Called, cardOf, otpOfAll, prices, type World } from './replayWorld'

export const users = { known: 3_500, fresh: 1_500 }
const minute = 60_000

/** What happened to somebody who is who they say. */
export interface UserSeen {
  travels: boolean
  /** Was asked for a second proof, or was in another lane than the normal one. */
  steppedUp: boolean
  /** Could not do what they came for, since a limit, a lane or a person stood before it. */
  blocked: string | null
  /** Ended otherwise than they wanted for no reason of risk: a fault of the replay. */
  failed: string | null
  /** The ids under which decisions on them are kept. */
  cardholderId: string | null
}

interface Living {
  world: World
  chance: () => number
  addresses: Addresses
  day: number
}

const pick = <One>(all: readonly One[], chance: () => number): One => all[Math.floor(chance() * all.length)] as One

/**
 * Five thousand people over a day: most have their card bound and come to look and to redeem, some have a new phone, and
 * fifteen hundred log in for the first time and bind. Eight in a hundred travel: most of them in the country, some abroad, and
 * some with a network of their company or a VPN between.
 */
export function liveADay(living: Living): { doings: Doing[]; seen: UserSeen[] } {
  const seen: UserSeen[] = []
  const doings: Doing[] = []
  for (let at = 0; at < users.known + users.fresh; at++) {
    const travels = at % 25 < 2
    const user = { travels, steppedUp: false, blocked: null, failed: null, cardholderId: null }
    seen.push(user)
    const address = pick(living.addresses[travels ? whereTo(living.chance()) : 'home'], living.chance)
    const starts = living.day + (6 + 17 * living.chance()) * 60 * minute
    const person = { at, user, address, starts }
    doings.push(at < users.known ? comeBack(living, person) : bindToday(living, person))
  }
  return { doings, seen }
}

const whereTo = (chance: number) => (chance < 0.8 ? 'away' : chance < 0.93 ? 'abroad' : 'hosting')

interface Person {
  at: number
  user: UserSeen
  address: string
  starts: number
}

async function* comeBack(living: Living, { at, user, address, starts }: Person): Doing {
  const { world, chance } = living
  const token = tokenOf(at)
  yield starts
  const home = await world.call({ path: '/api/home', method: 'GET', token, address })
  if (home.status !== 200) user.failed = `home ${home.code}`
  user.cardholderId = token.split('.')[0] ?? null
  const times = chance() < 0.6 ? 1 + Math.floor(chance() * 2) : 0
  for (let time = 0; time < times; time++)
    yield* redeem(living, { user, token, address, at: starts + (time + 1) * minute })
}

async function* bindToday(living: Living, { at, user, address, starts }: Person): Doing {
  const { world, chance } = living
  const card = cardOf(at)
  yield starts
  const code = await world.wechatCode('login', `user-${at}`, card.phone)
  const login = await world.call({ path: '/api/sessions', address, body: { code, consent: agreed } })
  const { token = '', me } = login.json as { token?: string; me?: { cardholderId: string } }
  user.cardholderId = me?.cardholderId ?? null
  if (notDone(user, 'login', login)) return
  const phone = await world.wechatCode('phone', `user-${at}`)
  if (notDone(user, 'phone', await world.call({ path: '/api/me/phone', token, address, body: { code: phone } }))) return
  let now = starts + minute
  // Some mistype the digits of their card, and a few of them twice.
  const mistakes = chance() < 0.05 ? (chance() < 0.2 ? 2 : 1) : 0
  for (let mistake = 0; mistake < mistakes; mistake++) {
    yield now
    const last4 = String(9_980 + mistake)
    await world.call({ path: '/api/cards/verify', token, address, body: { name: card.name, last4 } })
    now += minute / 2
  }
  yield now
  const verify = { path: '/api/cards/verify', token, address, body: { name: card.name, last4: card.last4 } }
  const sent = await world.call(verify)
  if (notDone(user, 'verify', sent)) return
  const { challengeId } = sent.json as { challengeId: string }
  if (chance() < 0.05) {
    yield now + 20_000
    await world.call({
      path: '/api/cards',
      token,
      address,
      key: `mistyped-${at}-000000`,
      body: { challengeId, otp: '111111' },
    })
  }
  yield now + 40_000
  const binding = { path: '/api/cards', token, address, key: `binding-of-${at}-0000` }
  if (notDone(user, 'bind', await world.call({ ...binding, body: { challengeId, otp: otpOfAll } }))) return
  if (chance() < 0.4) yield* redeem(living, { user, token, address, at: now + 5 * minute })
}

let keys = 0

interface Redeeming {
  user: UserSeen
  token: string
  address: string
  at: number
}

/** With the second proof where one is asked for, before or after. */
async function* redeem({ world, chance }: Living, { user, token, address, at }: Redeeming): Doing {
  const draw = chance()
  const benefitId = draw < 0.5 ? 'CHEAP' : draw < 0.9 ? 'MIDDLE' : 'DEAR'
  const points = prices[benefitId]
  const key = `replayed-${String(++keys).padStart(10, '0')}`
  const confirm = (stepUp?: string) =>
    world.call({ path: '/api/redemptions', token, address, key, body: { benefitId, points, stepUp } })
  yield at
  let done = await confirm()
  if (done.code === 'points_insufficient') return
  if (done.code === 'step_up_required') {
    user.steppedUp = true
    const proof = yield* prove(world, {
      user,
      token,
      address,
      at,
      purpose: { for: 'redemption', key, benefitId, points },
    })
    if (proof === null) return
    done = await confirm(proof)
  }
  if (notDone(user, 'redeem', done)) return
  const { review, id: redemptionId } = done.json as { id: string; review: { clearBy: string } | null }
  if (!review) return
  user.steppedUp = true
  if (review.clearBy === 'person') {
    user.blocked = 'held for a person'
    return
  }
  const proof = yield* prove(world, { user, token, address, at: at + minute, purpose: { for: 'review', redemptionId } })
  if (proof === null) return
  const cleared = await world.call({
    path: `/api/redemptions/${redemptionId}/clear`,
    token,
    address,
    body: { stepUp: proof },
  })
  notDone(user, 'clear', cleared)
}

interface Proving {
  user: UserSeen
  token: string
  address: string
  at: number
  purpose: object
}

async function* prove(
  world: World,
  { user, token, address, at, purpose }: Proving,
): AsyncGenerator<number, string | null, undefined> {
  yield at + 10_000
  const asked = await world.call({ path: '/api/step-up', token, address, body: purpose })
  if (notProved(user, 'ask for a proof', asked)) return null
  yield at + 40_000
  const { stepUpId } = asked.json as { stepUpId: string }
  const checked = await world.call({ path: `/api/step-up/${stepUpId}/check`, token, address, body: { otp: otpOfAll } })
  return notProved(user, 'prove', checked) ? null : (checked.json as { stepUpToken: string }).stepUpToken
}

/** Whatever the reason: but for the lane nobody would have asked for it. */
function notProved(user: UserSeen, what: string, { status, code }: Called): boolean {
  if (status !== 200) user.blocked = `${what} ${code}`
  return status !== 200
}

const stoppedByRisk = /too_many|attempts_exceeded|restricted|not_trusted|busy|frozen/

function notDone(user: UserSeen, what: string, { status, code }: Called): boolean {
  if (status === 200) return false
  if (stoppedByRisk.test(code)) user.blocked = `${what} ${code}`
  else user.failed = `${what} ${status} ${code}`
  return true
}

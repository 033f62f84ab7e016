import { agreed } from '../support/people'
import type { Doing } from './replayClock'
import { users } from './replayUsers'
import { type Addresses, type Called, cardOf, type World } from './replayWorld'

/** One attempt at a card or a one-time password. */
export interface AttemptSeen {
  by: string
  at: number
  cardholderId: string
  isLocal: boolean
  reached: number
  code: string
}

/** A way to attack: how many accounts, how many tries each, from where, and what is tried. */
interface Way {
  name: string
  from: keyof Addresses
  addresses: number
  accounts: number
  tries: number
  guess: 'own_phone' | 'strangers' | 'one_card' | 'password'
  /** Each try from another address, as botnets of homes do. */
  hops?: true
  /** Within so many hours; over the whole day otherwise. */
  burst?: number
}

/** Twenty thousand attempts; 1,000 of them from within the home regions. */
export const ways: readonly Way[] = [
  { name: 'few addresses, many tries', from: 'hosting', addresses: 40, accounts: 300, tries: 20, guess: 'strangers' },
  { name: 'homes, few tries each', from: 'away', addresses: 3_000, accounts: 2_500, tries: 2, guess: 'own_phone' },
  { name: 'abroad, a burst', from: 'abroad', addresses: 1_500, accounts: 600, tries: 5, guess: 'strangers', burst: 2 },
  {
    name: 'one card, many phones',
    from: 'away',
    addresses: 200,
    accounts: 200,
    tries: 10,
    guess: 'one_card',
    hops: true,
  },
  { name: 'many cards, one device', from: 'away', addresses: 20, accounts: 20, tries: 100, guess: 'own_phone' },
  { name: 'guessed passwords', from: 'abroad', addresses: 100, accounts: 100, tries: 10, guess: 'password' },
  { name: 'from within', from: 'home', addresses: 400, accounts: 200, tries: 5, guess: 'strangers', hops: true },
]

interface Attacking {
  world: World
  chance: () => number
  addresses: Addresses
  day: number
}

export function attackForADay(attacking: Attacking): { doings: Doing[]; seen: AttemptSeen[] } {
  const seen: AttemptSeen[] = []
  const doings = ways.flatMap((way, at) => {
    // Each way has addresses of its own.
    const pool = attacking.addresses[way.from].slice(-(at + 1) * 3_000).slice(0, way.addresses)
    return Array.from({ length: way.accounts }, (_, account) => attack(attacking, { way, pool, account, seen }))
  })
  return { doings, seen }
}

interface Account {
  way: Way
  pool: readonly string[]
  account: number
  seen: AttemptSeen[]
}

const hour = 3_600_000

async function* attack(attacking: Attacking, { way, pool, account, seen }: Account): Doing {
  const { world, chance, day } = attacking
  const user = `${way.name} ${account}`
  const length = (way.burst ?? 23.5) * hour
  const begins = day + (way.burst ? 13 * hour : 0) + (way.tries < 10 ? chance() * length * 0.9 : chance() * hour)
  const every = (day + length + (way.burst ? 13 * hour : 0) - begins) / way.tries
  const addressAt = (time: number) => pool[(account + (way.hops ? time * 37 : 0)) % pool.length] ?? ''
  yield begins
  const token = await enter(world, user, addressAt(0))
  if (token === null) {
    for (let time = 0; time < way.tries; time++)
      seen.push({ by: way.name, at: 0, cardholderId: '', isLocal: way.from === 'home', reached: 0, code: 'not_let_in' })
    return
  }
  let challengeId: string | null = null
  for (let time = 0; time < way.tries; time++) {
    yield begins + time * every + chance() * every * 0.9
    const asked = world.asked()
    const seenAt = Date.now()
    const address = addressAt(time)
    const isPassword: boolean = way.guess === 'password' && challengeId !== null
    const answer: Called = isPassword
      ? await world.call({
          ...{ path: '/api/cards', token: token.token, address, key: `${account}-${time}-guessed-000` },
          body: { challengeId, otp: String(100_000 + Math.floor(chance() * 100_000)) },
        })
      : await world.call({ path: '/api/cards/verify', token: token.token, address, body: guess(way, chance, account) })
    if (!isPassword && answer.status === 200) challengeId = String(answer.json.challengeId)
    if (isPassword && answer.code !== 'otp_wrong') challengeId = null
    const { cardholderId } = token
    const reached = world.asked() - asked
    seen.push({ by: way.name, at: seenAt, cardholderId, isLocal: way.from === 'home', reached, code: answer.code })
  }
}

/** What is tried: names and digits that were made up, or, where they were stolen, those of a real card. */
function guess({ guess: kind }: Way, chance: () => number, account: number): object {
  const digits = () => String(Math.floor(chance() * 10_000)).padStart(4, '0')
  const last4 = digits()
  const madeUp = { name: `持卡人${last4}`, last4 }
  if (kind === 'own_phone') return madeUp
  if (kind === 'strangers') return { ...madeUp, phone: `139${digits()}${digits()}` }
  const { phone, ...stolen } = cardOf(users.known + (account % users.fresh))
  return kind === 'one_card'
    ? { ...cardOf(users.known + (account % 40)), phone: `139${digits()}${digits()}` }
    : { ...stolen, phone }
}

async function enter(world: World, user: string, address: string) {
  const code = await world.wechatCode('login', user, `170${String(hashOf(user)).padStart(8, '0')}`)
  const login = await world.call({ path: '/api/sessions', address, body: { code, consent: agreed } })
  if (login.status !== 200) return null
  const { token, me } = login.json as { token: string; me: { cardholderId: string } }
  const phone = await world.wechatCode('phone', user)
  const verified = await world.call({ path: '/api/me/phone', token, address, body: { code: phone } })
  return verified.status === 200 ? { token, cardholderId: me.cardholderId } : null
}

function hashOf(text: string): number {
  let hash = 7
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 100_000_000
  return hash
}

import { refusalWords } from '../../../shared/words/refusals'
import { type Answer, type Road, roadOn } from '../../../tests/support/outside'
import { agreed } from '../../../tests/support/people'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'

let opened: TestDatabase
let road: Road
beforeAll(async () => {
  opened = await testDatabase()
  road = await roadOn(opened.database)
})
afterAll(async () => {
  await road.stop()
  await opened.close()
})

let made = 0
const newUser = () => `user-${++made}`
const newKey = () => `http-key-${String(++made).padStart(12, '0')}`

async function logIn(user: string): Promise<string> {
  const { json } = await road.call('POST', '/api/sessions', {
    body: { code: await road.wechatCode('login', user), consent: agreed },
  })
  return String(json.token)
}

async function withPhone(user: string, phone: string): Promise<string> {
  await road.setPhone(user, phone)
  const token = await logIn(user)
  await road.call('POST', '/api/me/phone', { token, body: { code: await road.wechatCode('phone', user) } })
  return token
}

/** The card asked for, else one that no other test has touched. */
async function bankCard(last4?: string) {
  const cards = await road.bankCards()
  const card = last4 === undefined ? cards[++made] : cards.find((each) => each.last4 === last4)
  if (!card) throw new Error(`the bank has no card ${last4}`)
  return card
}

const verify = (token: string, body: object) => road.call('POST', '/api/cards/verify', { token, body })
const bind = (token: string, body: object, key = newKey()) => road.call('POST', '/api/cards', { token, key, body })

/** Verifies with what the bank knows and reads the password off the phone. */
async function challengeFor(token: string, { name, last4, phone }: { name: string; last4: string; phone: string }) {
  const { json } = await verify(token, { name, last4, phone })
  return { challengeId: String(json.challengeId), otp: String(await road.otpOn(phone)) }
}

async function boundWithFreshCard() {
  const card = await bankCard()
  const token = await withPhone(newUser(), card.phone)
  const challenge = await challengeFor(token, card)
  const { json } = await bind(token, challenge)
  return { token, card, otp: challenge.otp, cardId: (json.card as { id: string }).id }
}

function expectRefusal({ status, json }: Answer, code: keyof typeof refusalWords, expectedStatus: number) {
  expect(json).toMatchObject({ code, detail: refusalWords[code].zh, detailEn: refusalWords[code].en })
  expect(status).toBe(expectedStatus)
}

test('somebody new logs in, verifies the phone, binds the card, unbinds it and logs out', async () => {
  const user = newUser()
  const card = await bankCard()
  await road.setPhone(user, card.phone)
  const token = await logIn(user)
  expect((await road.call('GET', '/api/me', { token })).json).toMatchObject({ level: 'visitor', phoneMasked: null })
  expectRefusal(await verify(token, { name: card.name, last4: card.last4 }), 'phone_required', 403)

  const phone = { code: await road.wechatCode('phone', user) }
  expect((await road.call('POST', '/api/me/phone', { token, body: phone })).json).toEqual({
    phoneMasked: `138****${card.last4}`,
    level: 'phone',
  })
  const asked = await verify(token, { name: card.name, last4: card.last4 })
  expect(asked.json).toMatchObject({ phoneMasked: `138****${card.last4}`, resendAfterSeconds: 60 })
  const body = { challengeId: asked.json.challengeId, otp: await road.otpOn(card.phone) }
  const key = newKey()
  const bound = await bind(token, body, key)
  expect(bound.json).toMatchObject({ card: { last4: card.last4, isDefault: true }, credited: { spends: 0, points: 0 } })
  expect((await bind(token, body, key)).json).toEqual(bound.json)
  expect((await road.call('GET', '/api/me', { token })).json.level).toBe('cardholder')

  const { id } = bound.json.card as { id: string }
  expect((await road.call('GET', `/api/cards/${id}/unbinding`, { token })).json).toMatchObject({ lastCard: true })
  expect((await road.call('DELETE', `/api/cards/${id}`, { token })).json).toEqual({ cards: [] })
  expectRefusal(await road.call('DELETE', `/api/cards/${id}`, { token }), 'card_required', 403)
  expect((await road.call('DELETE', '/api/sessions/current', { token })).json).toEqual({ ended: 1 })
  expectRefusal(await road.call('GET', '/api/me', { token }), 'session_ended', 401)
})

describe("the bank's reasons, over real HTTP:", () => {
  const wrongs = [
    ['a wrong name', { name: 'SOMEBODY ELSE' }],
    ['a wrong phone', { phone: '13700000000' }],
    ['no such card', { last4: '0009' }],
    ['a card of others', { last4: '0000' }],
    ['a frozen card', { last4: '0001' }],
  ] as const

  test.each(wrongs.filter(([, wrong]) => !('phone' in wrong)))(
    'of %s the owner of the phone hears one thing',
    async (_, wrong) => {
      const card = await bankCard()
      const token = await withPhone(newUser(), card.phone)
      expectRefusal(await verify(token, { name: card.name, last4: card.last4, ...wrong }), 'card_not_matched', 422)
    },
  )

  test.each(wrongs)('of %s a stranger hears what is heard of a right one', async (_, wrong) => {
    const card = await bankCard()
    const token = await withPhone(newUser(), '13912121212')
    const right = await verify(token, card)
    const answer = await verify(token, { ...card, ...wrong })
    expect(answer.status).toBe(200)
    const known = { ...right.json, challengeId: '', phoneMasked: '' }
    expect({ ...answer.json, challengeId: '', phoneMasked: '' }).toEqual(known)
    expect(String(answer.json.challengeId)).toHaveLength(String(right.json.challengeId).length)
    expectRefusal(await bind(token, { challengeId: answer.json.challengeId, otp: '000000' }), 'otp_wrong', 422)
  })

  test('otp_too_many_messages, with when to ask again; asking again ends the first password', async () => {
    const card = await bankCard()
    const token = await withPhone(newUser(), card.phone)
    const first = await challengeFor(token, card)
    const refused = await verify(token, { name: card.name, last4: card.last4 })
    expectRefusal(refused, 'otp_too_many_messages', 429)
    expect(refused.retryAfter).toBe('60')
    road.people.surroundings.advance(60_000)
    const second = await challengeFor(token, card)
    expectRefusal(await bind(token, first), 'otp_expired', 422)
    expect((await bind(token, second)).status).toBe(200)
  })

  test('otp_wrong, and otp_attempts_exceeded after the fifth', async () => {
    const card = await bankCard()
    const token = await withPhone(newUser(), card.phone)
    const { challengeId, otp } = await challengeFor(token, card)
    const wrong = otp === '000000' ? '000001' : '000000'
    for (let guess = 0; guess < 4; guess++)
      expectRefusal(await bind(token, { challengeId, otp: wrong }), 'otp_wrong', 422)
    expectRefusal(await bind(token, { challengeId, otp: wrong }), 'otp_attempts_exceeded', 422)
    expectRefusal(await bind(token, { challengeId, otp }), 'otp_attempts_exceeded', 422)
  })

  test('otp_expired after five minutes', async () => {
    const card = await bankCard()
    const token = await withPhone(newUser(), card.phone)
    const challenge = await challengeFor(token, card)
    road.people.surroundings.advance(300_000)
    expectRefusal(await bind(token, challenge), 'otp_expired', 422)
  })
})

test('a password that never arrives can be asked for again', async () => {
  const card = await bankCard('0002')
  const token = await withPhone(newUser(), card.phone)
  expect((await verify(token, { name: card.name, last4: '0002' })).status).toBe(200)
  expect(await road.otpOn(card.phone)).toBeUndefined()
  road.people.surroundings.advance(60_000)
  expect((await verify(token, { name: card.name, last4: '0002' })).status).toBe(200)
})

test("WeChat's codes work once, for five minutes, and only for what they are", async () => {
  const user = newUser()
  const code = await road.wechatCode('login', user)
  expect((await road.call('POST', '/api/sessions', { body: { code, consent: agreed } })).status).toBe(200)
  expectRefusal(
    await road.call('POST', '/api/sessions', { body: { code, consent: agreed } }),
    'wechat_code_invalid',
    401,
  )
  const phoneCode = await road.wechatCode('phone', user)
  expectRefusal(await road.call('POST', '/api/sessions', { body: { code: phoneCode } }), 'wechat_code_invalid', 401)
  const old = await road.wechatCode('login', user)
  road.people.surroundings.advance(300_000)
  expectRefusal(await road.call('POST', '/api/sessions', { body: { code: old } }), 'wechat_code_invalid', 401)
})

test('a card that is bound elsewhere is refused until it is unbound there', async () => {
  const first = await boundWithFreshCard()
  const token = await withPhone(newUser(), first.card.phone)
  road.people.surroundings.advance(60_000)
  const challenge = await challengeFor(token, first.card)
  expectRefusal(await bind(token, challenge), 'card_bound_elsewhere', 409)
  await road.call('DELETE', `/api/cards/${first.cardId}`, { token: first.token })
  expect((await bind(token, challenge)).status).toBe(200)
})

test("nobody reaches another's card or session by its id", async () => {
  const mine = await boundWithFreshCard()
  const other = await boundWithFreshCard()
  const sessions = (await road.call('GET', '/api/sessions', { token: other.token })).json.sessions as { id: string }[]
  const { token } = mine
  for (const [method, path] of [
    ['PUT', `/api/cards/${other.cardId}/default`],
    ['GET', `/api/cards/${other.cardId}/unbinding`],
    ['DELETE', `/api/cards/${other.cardId}`],
    ['DELETE', `/api/sessions/${sessions[0]?.id}`],
  ] as const) {
    expectRefusal(await road.call(method, path, { token }), 'not_found', 404)
  }
  expect((await road.call('GET', '/api/cards', { token: other.token })).json.cards).toHaveLength(1)
})

test('login is stopped for an address that brings bad codes, with Retry-After, and for no other', async () => {
  const knock = (address: string) => road.call('POST', '/api/sessions', { address, body: { code: 'bad' } })
  for (let tries = 0; tries < 60; tries++) await knock('203.0.113.9')
  const refused = await knock('203.0.113.9')
  expectRefusal(refused, 'too_many_requests', 429)
  expect(Number(refused.retryAfter)).toBeGreaterThan(0)
  expectRefusal(await knock('203.0.113.10'), 'wechat_code_invalid', 401)
})

test('a full card number is refused, and neither it nor name, phone, password or token is ever logged', async () => {
  const { token, card, otp } = await boundWithFreshCard()
  const number = '4111111111111111'
  expectRefusal(await verify(token, { name: number, last4: '1234' }), 'full_card_number_refused', 422)
  await verify(token, { name: card.name, last4: '0002', phone: '13700001111' })
  const log = road.log()
  expect(log).toContain('cards.verify')
  for (const secret of [number, card.name, card.phone, '13700001111', token, `"${otp}"`]) {
    expect(log).not.toContain(secret)
  }
})

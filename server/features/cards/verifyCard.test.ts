import { otherProgrammeId, type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import type { AtVerifier } from '../../http/verifierDays'
import { cardRefusals } from '../../ports/bank'
import { Unsure } from '../../ports/unsure'
import { verifyCard } from './verifyCard'

let opened: TestDatabase
let people: People
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
})

let strangers = 0
const stranger = () => `openid-${++strangers}`
const name = 'CARDHOLDER OF A TEST'

function verify(session: Session, body: { last4?: string; name?: string; phone?: string } = {}, address = 'home') {
  return verifyCard(people, { session, body: { name, last4: '1147', ...body }, address })
}

test('asks the bank, with the verified phone when none is given, and shows that phone masked', async () => {
  const session = await people.enter(stranger(), { phone: '13912345678' })
  const asked = jest.spyOn(people.bank, 'verifyCard')
  const reply = await verify(session)
  expect(asked).toHaveBeenCalledWith({ programmeId: session.programmeId, name, last4: '1147', phone: '13912345678' })
  expect(reply).toEqual({
    challengeId: expect.any(String),
    phoneMasked: '139****5678',
    expiresInSeconds: 300,
    resendAfterSeconds: 60,
  })
})

test('asks with the phone that is given, and in the programme of the session', async () => {
  const session = await people.enter(stranger(), { programmeId: otherProgrammeId })
  const asked = jest.spyOn(people.bank, 'verifyCard')
  await verify(session, { phone: '13711112222' })
  expect(asked).toHaveBeenCalledWith({ programmeId: otherProgrammeId, name, last4: '1147', phone: '13711112222' })
})

const mismatches = cardRefusals.filter((reason) => reason !== 'too_many_messages')

describe('nobody finds out which cards there are:', () => {
  test.each(mismatches)('with the own phone, %s is told like every other reason', async (reason) => {
    people.bank.answersNext({ ok: false, reason })
    expect(await refusalOf(verify(await people.enter(stranger())))).toBe('card_not_matched')
  })

  test("with the own phone, the bank's wait for the next message is told, since only that phone's cards have one", async () => {
    people.bank.answersNext({ ok: false, reason: 'too_many_messages', retryAfterSeconds: 42 })
    expect(await refusalOf(verify(await people.enter(stranger())))).toBe('otp_too_many_messages')
  })

  const phone = '13711112222'
  const id = /^[0-9A-Z]{26}$/
  const always = { challengeId: expect.stringMatching(id), phoneMasked: '137****2222' }

  test.each([...cardRefusals, 'sent'] as const)('with another phone, every answer is one: %s', async (reason) => {
    const session = await people.enter(stranger())
    if (reason !== 'sent') people.bank.answersNext({ ok: false, reason, retryAfterSeconds: 7 })
    const reply = await verify(session, { phone })
    expect(reply).toEqual({ ...always, expiresInSeconds: 300, resendAfterSeconds: 60 })
    expect(Object.keys(reply).sort()).toEqual(['challengeId', 'expiresInSeconds', 'phoneMasked', 'resendAfterSeconds'])
    expect(people.bank.asked).toEqual(['verify 1147'])
  })

  test('with another phone, everything that is asked costs the same tries', async () => {
    const refusals = async (isKnown: boolean) => {
      people = await peopleOn(opened.database)
      const session = await people.enter(stranger())
      const said: string[] = []
      for (let check = 0; check < 8; check++) {
        if (!isKnown) people.bank.answersNext({ ok: false, reason: 'card_not_found' })
        said.push((await refusalOf(verify(session, { phone }))).slice(0, 12))
      }
      return said
    }
    const ofKnown = await refusals(true)
    expect(ofKnown.slice(-2)).toEqual(['attempts_exc', 'attempts_exc'])
    expect(await refusals(false)).toEqual(ofKnown)
  })

  test('with another phone, a message that was sent is not felt in the messages to the own phone', async () => {
    const messagesLeft = async (isKnown: boolean) => {
      people = await peopleOn(opened.database)
      const session = await people.enter(stranger())
      for (let check = 0; check < 3; check++) {
        if (!isKnown) people.bank.answersNext({ ok: false, reason: 'card_not_found' })
        await verify(session, { phone: `1371111222${check}`, last4: `200${check}` })
      }
      const by = { session: session.sessionId, cardholder: session.cardholderId, address: 'home', card: 'own' }
      for (let left = 0; ; left++) {
        const more = people.attempts.count('oneTimeMessage', { ...by, phone: `own phone ${left}` })
        if ((await refusalOf(more)) === 'otp_too_many_messages') return left
      }
    }
    expect([await messagesLeft(false), await messagesLeft(true)]).toEqual([8, 8])
  })

  test('with a phone that has had enough messages, nothing is sent and nothing is told', async () => {
    const owner = await people.enter(stranger(), { phone })
    for (let message = 0; message < 5; message++) await verify(owner)
    const asked = people.bank.asked.length
    expect(await verify(await people.enter(stranger()), { phone })).toMatchObject(always)
    expect(people.bank.asked).toHaveLength(asked)
  })

  test('whatever the bank is asked is answered evenly, refused or not', async () => {
    let evenly = 0
    const counting = {
      ...people,
      evenly: <Answer>(act: () => Promise<Answer>) => {
        evenly += 1
        return act()
      },
    }
    const ask = async (body: { phone?: string }) =>
      refusalOf(
        verifyCard(counting, {
          session: await people.enter(stranger()),
          body: { name, last4: '1147', ...body },
          address: 'home',
        }),
      )
    await ask({})
    people.bank.answersNext({ ok: false, reason: 'name_differs' })
    await ask({})
    await ask({ phone })
    people.bank.answersNext({ ok: false, reason: 'name_differs' })
    await ask({ phone })
    expect(evenly).toBe(4)
    expect(people.bank.asked).toHaveLength(4)
  })
})

test('tells of every attempt that reaches the bank, and of those that limits keep from it, by lane', async () => {
  const noted: string[] = []
  const quarantined = {
    ...people,
    laneOf: async () => ({ lane: 'quarantine' as const, regionKind: 'abroad' as const }),
    noteAtVerifier: ({ door, lane, regionKind, outcome }: AtVerifier) =>
      void noted.push([door, lane, regionKind, outcome].join(' ')),
  }
  const session = await people.enter(stranger())
  for (let check = 0; check < 6; check++) {
    people.bank.answersNext({ ok: false, reason: 'name_differs' })
    const request = { session, body: { name, last4: '1147' }, address: 'away' }
    await refusalOf(verifyCard(quarantined, request))
  }
  // In quarantine a phone has four tries in an hour.
  const reached = Array.from({ length: 4 }, () => 'card_check quarantine abroad reached')
  expect(noted).toEqual([...reached, 'card_check quarantine abroad refused', 'card_check quarantine abroad refused'])
  people.bank.answersNext({ ok: false, reason: 'name_differs' })
  // The same phone in the normal lane is not touched by that.
  expect(await refusalOf(verify(await people.enter(stranger()), {}))).toBe('card_not_matched')
})

describe('with the own phone, where the bank tells whether it knows that', () => {
  const phone = '13800000000'
  const inQuarantine = (noted: string[] = []) => ({
    ...people,
    laneOf: async () => ({ lane: 'quarantine' as const, regionKind: 'abroad' as const }),
    noteAtVerifier: ({ door, lane, outcome }: AtVerifier) => void noted.push([door, lane, outcome].join(' ')),
  })
  const verifyIn = async (deps: typeof people, own: string, body = {}) => {
    const address = `10.9.${people.bank.asked.length >> 8}.${people.bank.asked.length & 255}`
    const session = await people.enter(stranger(), { phone: own })
    return verifyCard(deps, { session, body: { name, last4: '1147', ...body }, address })
  }
  /** Wrong guesses of others in quarantine, until the day's budget of the lane is used up. */
  async function useUpLane() {
    const lane = 'quarantine' as const
    for (let guess = 0; guess < 30; guess++) await people.attempts.count('cardCheck', { card: String(guess), lane })
  }

  test('a phone that it does not know is refused as every other mismatch, and its verifier is not asked', async () => {
    people.bank.tellsOf('13899999999')
    const session = await people.enter(stranger())
    expect(await refusalOf(verify(session))).toBe('card_not_matched')
    expect(people.bank.asked).toEqual([`phone ${phone}`])
  })

  test('both cost the same tries, so that nothing is told of the phone', async () => {
    const refusals = async (isKnown: boolean) => {
      people = await peopleOn(opened.database)
      people.bank.tellsOf(isKnown ? phone : '13899999999')
      const session = await people.enter(stranger())
      const said: string[] = []
      for (let guess = 0; guess < 10; guess++) {
        if (isKnown) people.bank.answersNext({ ok: false, reason: 'name_differs' })
        said.push(await refusalOf(verify(session, { name: `GUESS ${guess}` })))
      }
      return said
    }
    const known = await refusals(true)
    expect(known).toEqual([...Array(8).fill('card_not_matched'), 'attempts_exceeded', 'attempts_exceeded'])
    expect(await refusals(false)).toEqual(known)
  })

  test('a phone that it knows is let through where an attack has used up what its lane has', async () => {
    await useUpLane()
    expect(await refusalOf(verifyIn(inQuarantine(), phone))).toBe('binding_restricted')
    people.bank.tellsOf(phone)
    people.surroundings.advance(10_000)
    await expect(verifyIn(inQuarantine(), phone)).resolves.toMatchObject({ phoneMasked: '138****0000' })
    // The attack itself comes no further by it.
    expect(await refusalOf(verifyIn(inQuarantine(), '13899999999'))).toBe('card_not_matched')
    expect(people.bank.asked).toEqual([`phone ${phone}`, 'verify 1147', 'phone 13899999999'])
  })

  test('an attack with phones of nobody uses up nothing of those who come without an answer of the bank', async () => {
    people.bank.tellsOf('13899999999')
    for (let guess = 0; guess < 60; guess++) {
      const own = `1371000${String(guess).padStart(4, '0')}`
      expect(await refusalOf(verifyIn(inQuarantine(), own, { last4: String(1000 + guess) }))).toBe('card_not_matched')
    }
    jest.spyOn(people.bank, 'knowsPhone').mockResolvedValue(null)
    await expect(verifyIn(inQuarantine(), phone)).resolves.toBeDefined()
  })

  test('a bank that says nothing leaves everything as it is', async () => {
    const asked = jest.spyOn(people.bank, 'knowsPhone')
    await expect(verifyIn(inQuarantine(), phone)).resolves.toBeDefined()
    people.surroundings.advance(10_000)
    await useUpLane()
    expect(await refusalOf(verifyIn(inQuarantine(), phone))).toBe('binding_restricted')
    expect(asked).toHaveBeenCalledTimes(2)
  })

  test('what it does not know is noted as kept from the verifier, and what it knows as having reached it', async () => {
    people.bank.tellsOf(phone)
    const noted: string[] = []
    await verifyIn(inQuarantine(noted), phone)
    await refusalOf(verifyIn(inQuarantine(noted), '13899999999'))
    expect(noted).toEqual(['card_check quarantine reached', 'card_check quarantine refused'])
  })

  test("nobody learns of a stranger's phone: it is never asked about, known or not", async () => {
    people.bank.tellsOf(phone)
    const session = await people.enter(stranger(), { phone: '13899999999' })
    await verify(session, { phone })
    await verify(session, { phone: '13711112222' })
    expect(people.bank.asked).toEqual(['verify 1147', 'verify 1147'])
  })
})

test('refuses a full card number in the name without asking the bank', async () => {
  const session = await people.enter(stranger())
  for (const number of ['4111111111111111', 'me 4111 1111 1111 1111', '4111-1111-1111-1111']) {
    expect(await refusalOf(verify(session, { name: number }))).toBe('full_card_number_refused')
  }
  expect(people.bank.asked).toEqual([])
})

test('stores neither name nor phone', async () => {
  const session = await people.enter(stranger())
  await verify(session, { phone: '13711112222' })
  const sql = 'SELECT * FROM card_challenge WHERE cardholder_id = ?'
  const rows = await opened.database.reader.rows(sql, [session.cardholderId])
  expect(rows).toHaveLength(1)
  for (const secret of [name, '13711112222', rightOtp]) expect(JSON.stringify(rows)).not.toContain(secret)
})

test('forgets challenges that are over', async () => {
  const session = await people.enter(stranger())
  await verify(session)
  people.surroundings.advance(300_000)
  await verify(session)
  const sql = 'SELECT * FROM card_challenge WHERE cardholder_id = ?'
  expect(await opened.database.reader.rows(sql, [session.cardholderId])).toHaveLength(1)
})

describe('limits', () => {
  test('stop a wave of messages to one phone, whoever asks for them', async () => {
    const phone = '13722223333'
    for (let message = 0; message < 5; message++) {
      await verify(await people.enter(stranger(), { phone }), { last4: `100${message}` }, stranger())
    }
    const sixth = verify(await people.enter(stranger(), { phone }), { last4: '1009' }, stranger())
    await expect(sixth).rejects.toMatchObject({
      code: 'otp_too_many_messages',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    expect(people.bank.asked).toHaveLength(5)
  })

  test("leave a phone's owner the rest of its messages, whatever strangers have sent to it", async () => {
    const phone = '13722224444'
    for (let check = 0; check < 6; check++) {
      await verify(await people.enter(stranger()), { phone, last4: '2001' }, stranger())
    }
    expect(people.bank.asked).toHaveLength(3)
    const owner = await people.enter(stranger(), { phone })
    await verify(owner)
    await verify(owner)
    expect(await refusalOf(verify(owner))).toBe('otp_too_many_messages')
  })

  test('stop strangers from asking for one card with ever new phones', async () => {
    for (let check = 0; check < 6; check++) {
      await verify(await people.enter(stranger()), { phone: `1371111000${check}` }, stranger())
    }
    const refused = verify(await people.enter(stranger()), { phone: '13711119999' }, stranger())
    expect(await refusalOf(refused)).toBe('attempts_exceeded')
  })

  test('are not used up for the owner of a card by strangers who guess at it', async () => {
    for (let check = 0; check < 30; check++) {
      // The seventh is not even asked.
      if (check < 6) people.bank.answersNext({ ok: false, reason: 'phone_differs' })
      await refusalOf(verify(await people.enter(stranger()), { phone: '13711110000' }, stranger()))
    }
    await expect(verify(await people.enter(stranger(), { phone: '13711110000' }))).resolves.toBeDefined()
  })

  test('stop guessing by one person, and count no message that was not sent', async () => {
    const session = await people.enter(stranger())
    for (let guess = 0; guess < 8; guess++) {
      people.bank.answersNext({ ok: false, reason: 'name_differs' })
      await refusalOf(verify(session, { name: `GUESS ${guess}` }))
    }
    expect(await refusalOf(verify(session))).toBe('attempts_exceeded')
    const sameCard = await people.enter(stranger())
    for (let message = 0; message < 5; message++) await verify(sameCard)
  })

  test('do not punish checks that the bank passes', async () => {
    for (let person = 0; person < 3; person++) {
      const session = await people.enter(stranger(), { phone: `1370000000${person}` })
      for (let check = 0; check < 4; check++) await verify(session, { last4: `${person}00${check}` })
    }
    const session = await people.enter(stranger(), { phone: '13700000009' })
    people.bank.answersNext({ ok: false, reason: 'name_differs' })
    expect(await refusalOf(verify(session))).toBe('card_not_matched')
  })

  test("hold the bank's own refusal of messages and its silence against nobody", async () => {
    const session = await people.enter(stranger())
    for (let round = 0; round < 12; round++) {
      people.bank.answersNext({ ok: false, reason: 'too_many_messages', retryAfterSeconds: 42 })
      await expect(verify(session)).rejects.toMatchObject({ details: { retryAfterSeconds: 42 } })
    }
    people.bank.answersNext('silence')
    await expect(verify(session)).rejects.toThrow(Unsure)
    await expect(verify(session)).resolves.toBeDefined()
  })
})

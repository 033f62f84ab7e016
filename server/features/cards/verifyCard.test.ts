import { otherProgrammeId, type People, peopleOn, refusalOf } from '../../../tests/support/people'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { cardRefusals } from '../../ports/bank'
import { Unsure } from '../../ports/unsure'
import { refusalOfReason } from './bankReasons'
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

test.each(cardRefusals.map((reason) => [reason, refusalOfReason[reason]] as const))(
  'says %s of the bank as %s',
  async (reason, code) => {
    people.bank.answersNext({ ok: false, reason })
    expect(await refusalOf(verify(await people.enter(stranger())))).toBe(code)
  },
)

test('gives every reason of the bank a refusal of its own', () => {
  const codes = Object.values(refusalOfReason)
  expect(new Set(codes).size).toBe(codes.length)
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
      await verify(await people.enter(stranger()), { phone, last4: `100${message}` }, stranger())
    }
    const refused = await verify(await people.enter(stranger()), { phone, last4: '1009' }, stranger()).catch((e) => e)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({
      code: 'otp_too_many_messages',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    expect(people.bank.asked).toHaveLength(5)
  })

  test('stop a wave of messages for one card, whatever the phone', async () => {
    for (let message = 0; message < 5; message++) {
      await verify(await people.enter(stranger()), { phone: `1371111000${message}` }, stranger())
    }
    const refused = verify(await people.enter(stranger()), { phone: '13711119999' }, stranger())
    expect(await refusalOf(refused)).toBe('otp_too_many_messages')
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
    expect(await refusalOf(verify(session))).toBe('name_differs')
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

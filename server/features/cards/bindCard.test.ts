import { newKey, otherProgrammeId, type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Database } from '../../db/database'
import { type IdempotencyKey, keyedAnswers } from '../../http/idempotency'
import type { Session } from '../../http/sessions'
import { otpRefusals } from '../../ports/bank'
import { Unsure } from '../../ports/unsure'
import { levelOf } from '../identity'
import { bindCard } from './bindCard'
import { cardsOf } from './cards.store'
import type { CardsDeps } from './dependencies'
import { ownersOf } from './owners.store'
import { unbindCard } from './unbindCard'
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
/** Every test has cards of its own, since the bank knows every number. */
let cards = 0
const freshCard = () => String(++cards).padStart(4, '0')
const tokenOf = (last4: string) => `ct_token_${last4}`

/** With the phone that WeChat knows of the cardholder, as most people bind. */
async function challenge(session: Session, last4: string, name = 'CARDHOLDER OF A TEST'): Promise<string> {
  const phone = `139${last4}0000`
  await people.takePhone(session, phone)
  return (await verifyCard(people, { session, body: { name, last4 }, address: session.sessionId })).challengeId
}

/** With the phone of somebody else, for all that is known here. */
async function strangersChallenge(session: Session, last4: string): Promise<string> {
  const body = { name: 'CARDHOLDER OF A TEST', last4, phone: `137${last4}0000` }
  return (await verifyCard(people, { session, body, address: session.sessionId })).challengeId
}

interface Binding {
  challengeId: string
  otp?: string
  key?: IdempotencyKey
  deps?: CardsDeps
}

/** As the server does it: the first answer to a key is kept. */
function bind(session: Session, { challengeId, otp = rightOtp, key, deps = people }: Binding) {
  const madeKey = key ?? newKey(session, 'cards.bind')
  const answers = keyedAnswers({ database: opened.database, now: people.surroundings.now })
  const request = { session, body: { challengeId, otp }, key: madeKey, address: session.sessionId }
  return answers.answer(madeKey, () => bindCard(deps, request)) as ReturnType<typeof bindCard>
}

async function bindFresh(session: Session, last4: string) {
  return bind(session, { challengeId: await challenge(session, last4) })
}

const levelNow = (session: Session) => levelOf(opened.database.reader, session.cardholderId)
const cardsNow = (session: Session) => cardsOf(opened.database.reader, session.cardholderId)
async function ownerOf(last4: string, programmeId: string) {
  return (await ownersOf(opened.database.reader, programmeId, [tokenOf(last4)])).get(tokenOf(last4))
}

describe('binding', () => {
  test('makes the card mine and me a cardholder, and answers what was credited', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    const challengeId = await challenge(session, last4)
    const cardBound = jest.fn(async () => ({ spends: 3, points: 120 }))
    const reply = await bind(session, { challengeId, deps: { ...people, cardBound } })
    const { cardholderId, programmeId } = session
    expect(reply).toEqual({
      card: {
        id: expect.any(String),
        last4,
        product: 'standard',
        isDefault: true,
        boundAt: '2026-11-22T02:00:00.000Z',
      },
      credited: { spends: 3, points: 120 },
    })
    const bound = { programmeId, cardholderId, cardId: reply.card.id, cardToken: tokenOf(last4) }
    expect(cardBound).toHaveBeenCalledWith(expect.anything(), bound)
    expect(await levelNow(session)).toBe('cardholder')
    const owner = { cardholderId, cardId: reply.card.id }
    expect(await ownerOf(last4, programmeId)).toEqual({ current: owner, everOwnedBy: [owner] })
  })

  test('makes the first card the default one, and no later one', async () => {
    const session = await people.enter(stranger())
    for (let card = 0; card < 3; card++) await bindFresh(session, freshCard())
    expect((await cardsNow(session)).map((card) => card.isDefault)).toEqual([true, false, false])
  })

  test('two cards at the same moment gives one default', async () => {
    const session = await people.enter(stranger())
    const challenges = [await challenge(session, freshCard()), await challenge(session, freshCard())]
    await Promise.all(challenges.map((challengeId) => bind(session, { challengeId })))
    expect((await cardsNow(session)).map((card) => card.isDefault)).toEqual([true, false])
  })

  test('a card that I had before brings back its id', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    const first = await bindFresh(session, last4)
    await unbindCard(people, { session, cardId: first.card.id })
    people.surroundings.advance(60_000)
    const again = await bindFresh(session, last4)
    expect(again.card).toEqual({ ...first.card, boundAt: '2026-11-22T02:01:00.000Z' })
  })

  test('does nothing when what belongs to it fails', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    const challengeId = await challenge(session, last4)
    const cardBound = () => Promise.reject(new Error('the books are closed'))
    await expect(bind(session, { challengeId, deps: { ...people, cardBound } })).rejects.toThrow('the books are closed')
    expect(await cardsNow(session)).toEqual([])
    expect(await levelNow(session)).toBe('phone')
    expect((await ownerOf(last4, session.programmeId))?.current).toBeNull()
  })
})

describe('one card', () => {
  test('that is bound already is refused before a message is sent', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    await bindFresh(session, last4)
    expect(await refusalOf(challenge(session, last4))).toBe('card_already_bound')
    expect(people.bank.asked.filter((call) => call.startsWith('verify'))).toHaveLength(1)
  })

  test('confirmed twice by its owner is bound once', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    const challenges = [await challenge(session, last4), await challenge(session, last4, 'ANOTHER SPELLING')]
    await bind(session, { challengeId: challenges[0] ?? '' })
    expect(await refusalOf(bind(session, { challengeId: challenges[1] ?? '' }))).toBe('card_already_bound')
  })

  test('has one owner at a time, and goes to the next when it is unbound', async () => {
    const [first, second] = [await people.enter(stranger()), await people.enter(stranger())]
    const last4 = freshCard()
    const { card } = await bindFresh(first, last4)
    const challengeId = await challenge(second, last4)
    expect(await refusalOf(bind(second, { challengeId }))).toBe('card_bound_elsewhere')
    expect(await levelNow(second)).toBe('phone')
    await unbindCard(people, { session: first, cardId: card.id })
    const moved = await bind(second, { challengeId })
    const owners = await ownerOf(last4, first.programmeId)
    expect(owners?.current).toEqual({ cardholderId: second.cardholderId, cardId: moved.card.id })
    expect(owners?.everOwnedBy).toHaveLength(2)
  })

  test('asked for by ten people at the same moment goes to one of them', async () => {
    const last4 = freshCard()
    const sessions = await Promise.all(Array.from({ length: 10 }, () => people.enter(stranger())))
    // Each of them needs a message, and the limits would stop the sixth for one card.
    const challenges = await Promise.all(
      sessions.map(async (session, each) => {
        const body = { name: `NAME ${each}`, last4, phone: `1370000${String(each).padStart(4, '0')}` }
        return { session, ...(await verifyCard(people, { session, body, address: 'home' })) }
      }),
    )
    const binds = challenges.map(({ session, challengeId }) => refusalOf(bind(session, { challengeId })))
    const outcomes = await Promise.all(binds)
    expect(outcomes.filter((outcome) => outcome === 'card_bound_elsewhere')).toHaveLength(9)
    const owners = await ownerOf(last4, sessions[0]?.programmeId ?? '')
    expect(owners?.everOwnedBy).toEqual([owners?.current])
  })

  test('may be bound in two programmes, which do not see each other', async () => {
    const last4 = freshCard()
    const here = await people.enter(stranger())
    const there = await people.enter(stranger(), { programmeId: otherProgrammeId })
    await bindFresh(here, last4)
    await bindFresh(there, last4)
    expect((await ownerOf(last4, here.programmeId))?.everOwnedBy).toHaveLength(1)
    expect((await ownerOf(last4, there.programmeId))?.current?.cardholderId).toBe(there.cardholderId)
  })
})

describe('the challenge', () => {
  test('of somebody else cannot be confirmed, even with the right password', async () => {
    const [owner, thief] = [await people.enter(stranger()), await people.enter(stranger())]
    const challengeId = await challenge(owner, freshCard())
    expect(await refusalOf(bind(thief, { challengeId }))).toBe('otp_expired')
    expect(people.bank.asked.filter((call) => call.startsWith('confirm'))).toEqual([])
    await expect(bind(owner, { challengeId })).resolves.toBeDefined()
  })

  test('is over when the bank said it would be', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    people.surroundings.advance(300_000)
    expect(await refusalOf(bind(session, { challengeId }))).toBe('otp_expired')
  })

  test('binds once: unbinding does not make its password good again', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const { card } = await bind(session, { challengeId })
    await unbindCard(people, { session, cardId: card.id })
    expect(await refusalOf(bind(session, { challengeId }))).toBe('otp_expired')
  })

  test.each(otpRefusals)('passes %s of the bank on', async (reason) => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    people.bank.answersNext({ ok: false, reason })
    expect(await refusalOf(bind(session, { challengeId }))).toBe(reason)
  })

  test('takes twelve wrong passwords of one session in an hour, and then not even the right one', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    for (let guess = 0; guess < 12; guess++) {
      expect(await refusalOf(bind(session, { challengeId, otp: String(1000 + guess) }))).toBe('otp_wrong')
    }
    await expect(bind(session, { challengeId })).rejects.toMatchObject({
      code: 'attempts_exceeded',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    expect(people.bank.asked.filter((call) => call.startsWith('confirm'))).toHaveLength(12)
  })

  test('is not closed by the silence of the bank', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const key = newKey(session, 'cards.bind')
    for (let round = 0; round < 15; round++) {
      people.bank.answersNext('silence')
      await expect(bind(session, { challengeId, key })).rejects.toThrow(Unsure)
    }
    await expect(bind(session, { challengeId, key })).resolves.toBeDefined()
  })
})

describe('the challenge of a phone that may be somebody else’s', () => {
  test.each([...otpRefusals, 'nothing sent'] as const)(
    'says the same of every password but the right one, five times: %s',
    async (reason) => {
      const session = await people.enter(stranger())
      if (reason === 'nothing sent') people.bank.answersNext({ ok: false, reason: 'card_not_found' })
      const challengeId = await strangersChallenge(session, freshCard())
      const said: string[] = []
      for (let guess = 0; guess < 7; guess++) {
        if (reason !== 'nothing sent') people.bank.answersNext({ ok: false, reason })
        said.push(await refusalOf(bind(session, { challengeId, otp: String(100_000 + guess) })))
      }
      const ended = ['otp_attempts_exceeded', 'otp_attempts_exceeded', 'otp_attempts_exceeded']
      expect(said).toEqual(['otp_wrong', 'otp_wrong', 'otp_wrong', 'otp_wrong', ...ended])
    },
  )

  test('binds with the right password', async () => {
    const session = await people.enter(stranger())
    const last4 = freshCard()
    const challengeId = await strangersChallenge(session, last4)
    expect(await refusalOf(bind(session, { challengeId, otp: '000000' }))).toBe('otp_wrong')
    expect((await bind(session, { challengeId })).card.last4).toBe(last4)
  })

  test('has small budgets in a lane, which leave who binds with the own phone from there alone', async () => {
    people.laneOf = async () => ({ lane: 'quarantine', regionKind: 'abroad' })
    const said: string[] = []
    for (let attacker = 0; attacker < 7; attacker++) {
      const session = await people.enter(stranger())
      const challengeId = await strangersChallenge(session, freshCard())
      for (let guess = 0; guess < 5; guess++) {
        said.push(await refusalOf(bind(session, { challengeId, otp: String(100_000 + guess) })))
      }
    }
    expect(said.slice(29)).toEqual(['otp_attempts_exceeded', ...Array(5).fill('attempts_exceeded')])
    const session = await people.enter(stranger())
    const own = await challenge(session, freshCard())
    await expect(bind(session, { challengeId: own })).resolves.toBeDefined()
    const other = await people.enter(stranger())
    const stolen = await strangersChallenge(other, freshCard())
    expect(await refusalOf(bind(other, { challengeId: stolen }))).toBe('attempts_exceeded')
  })

  test('is over after five minutes, sent or not, and when it was asked for again', async () => {
    for (const isSent of [true, false]) {
      const session = await people.enter(stranger())
      const last4 = freshCard()
      const ask = () => {
        if (!isSent) people.bank.answersNext({ ok: false, reason: 'phone_differs' })
        return strangersChallenge(session, last4)
      }
      const [first, second] = [await ask(), await ask()]
      expect(await refusalOf(bind(session, { challengeId: first, otp: '000000' }))).toBe('otp_expired')
      expect(await refusalOf(bind(session, { challengeId: second, otp: '000000' }))).toBe('otp_wrong')
      people.surroundings.advance(300_000)
      expect(await refusalOf(bind(session, { challengeId: second, otp: '000000' }))).toBe('otp_expired')
    }
  })

  test('is not closed by the silence of the bank', async () => {
    const session = await people.enter(stranger())
    const challengeId = await strangersChallenge(session, freshCard())
    for (let round = 0; round < 15; round++) {
      people.bank.answersNext('silence')
      await expect(bind(session, { challengeId })).rejects.toThrow(Unsure)
    }
    await expect(bind(session, { challengeId })).resolves.toBeDefined()
  })
})

describe('one key', () => {
  test('gets the first answer again', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const key = newKey(session, 'cards.bind')
    const first = await bind(session, { challengeId, key })
    expect(await bind(session, { challengeId, key })).toEqual(first)
    expect(await cardsNow(session)).toHaveLength(1)
  })

  test('sent five times at the same moment binds once and gets one answer', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const key = newKey(session, 'cards.bind')
    const cardBound = jest.fn(async () => ({ spends: 1, points: 1 }))
    const deps = { ...people, cardBound }
    const replies = await Promise.all(Array.from({ length: 5 }, () => bind(session, { challengeId, key, deps })))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(await cardsNow(session)).toHaveLength(1)
  })

  test('finishes what died after the bank had confirmed, without asking the bank again', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const key = newKey(session, 'cards.bind')
    const dying = { ...people, database: diesAfter(1, opened.database) }
    await expect(bind(session, { challengeId, key, deps: dying })).rejects.toThrow('died')
    expect(await cardsNow(session)).toEqual([])
    // Long after the password itself is over.
    people.surroundings.advance(3_600_000)
    await expect(bind(session, { challengeId, key })).resolves.toMatchObject({ card: { isDefault: true } })
    expect(people.bank.asked.filter((call) => call.startsWith('confirm'))).toHaveLength(1)
  })

  test('finishes what died before the confirmation was kept, by asking the bank again', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const key = newKey(session, 'cards.bind')
    const dying = { ...people, database: diesAfter(0, opened.database) }
    await expect(bind(session, { challengeId, key, deps: dying })).rejects.toThrow('died')
    await expect(bind(session, { challengeId, key })).resolves.toBeDefined()
    expect(people.bank.asked.filter((call) => call.startsWith('confirm'))).toHaveLength(2)
  })

  test('of a day later no longer finishes it', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const dying = { ...people, database: diesAfter(1, opened.database) }
    await expect(bind(session, { challengeId, deps: dying })).rejects.toThrow('died')
    people.surroundings.advance(24 * 3_600_000)
    expect(await refusalOf(bind(session, { challengeId }))).toBe('otp_expired')
  })

  test('what the bank confirmed is bound with the password that it confirmed, and no other', async () => {
    const session = await people.enter(stranger())
    const challengeId = await challenge(session, freshCard())
    const dying = { ...people, database: diesAfter(1, opened.database) }
    await expect(bind(session, { challengeId, deps: dying })).rejects.toThrow('died')
    expect(await refusalOf(bind(session, { challengeId, otp: '111111' }))).toBe('otp_wrong')
  })
})

/** The database of a process that dies when it is about to commit for the last time. */
function diesAfter(commits: number, database: Database): Database {
  let left = commits
  return {
    ...database,
    inTransaction: (work) =>
      database.inTransaction(async (tx) => {
        const result = await work(tx)
        if (left-- === 0) throw new Error('died')
        return result
      }),
  }
}

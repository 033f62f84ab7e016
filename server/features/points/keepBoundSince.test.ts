import fc from 'fast-check'
import { bindScripted } from '../../../tests/support/bindScripted'
import { type People, peopleOn } from '../../../tests/support/people'
import { testPosting } from '../../../tests/support/posting'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { cardBoundOf } from '../../compose'
import { attemptsInMemory } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { cardsOf, cardsRoutes, eraseCards } from '../cards'
import { bindingsOutOfOrder, forgetBoundSince, keepBoundSince } from '.'
import { findAccount } from './points.store'

let opened: TestDatabase
let people: People
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  const among = await peopleOn(opened.database)
  const { surroundings } = among
  people = Object.assign(among, {
    cardBound: cardBoundOf(testPosting(surroundings), surroundings),
    cardUnbound: (tx, who) => keepBoundSince(tx, who, surroundings.now()),
  } satisfies Partial<People>)
})

let made = 0
const somebody = () => people.enter(`bound-${++made}`)
const freshCard = () => String(++made).padStart(4, '0')
const since = async ({ cardholderId }: Session) =>
  (await findAccount(opened.database.reader, cardholderId))?.boundSince ?? null
const outOfOrder = () => bindingsOutOfOrder(opened.database.reader)

/** However often: limits are not what this is about. */
const bind = (session: Session, last4: string) =>
  bindScripted({ ...people, attempts: attemptsInMemory() }, session, last4)

async function bindIfFree(session: Session, last4: string) {
  const bound = await bind(session, last4).catch((error: unknown) => error)
  if (bound instanceof Refused) expect(['card_already_bound', 'card_bound_elsewhere']).toContain(bound.code)
  else expect(bound).toMatchObject({ level: 'cardholder' })
}

async function unbind(session: Session, which: number) {
  const cards = await cardsOf(opened.database.reader, session.cardholderId)
  const request = { session, address: '', requestId: '', query: undefined, body: undefined, key: undefined }
  const card = cards[which % cards.length]
  if (card) await cardsRoutes(people).unbind({ ...request, params: { cardId: card.id } })
}

function erase({ cardholderId }: Session) {
  return opened.database.inTransaction(async (tx) => {
    await eraseCards(tx, { cardholderId, now: people.surroundings.now() })
    await forgetBoundSince(tx, cardholderId)
  })
}

test('counts from the card bound first of those bound now, and from a card bound again from then on', async () => {
  const session = await somebody()
  expect(await since(session)).toBeNull()
  const [first, second] = [freshCard(), freshCard()]
  const moments: Date[] = []
  for (const last4 of [first, second]) {
    moments.push(people.surroundings.now())
    await bind(session, last4)
    people.surroundings.advance(60_000)
  }
  expect(await since(session)).toEqual(moments[0])
  await unbind(session, 0)
  expect(await since(session)).toEqual(moments[1])
  await bind(session, first)
  expect(await since(session)).toEqual(moments[1])
  await unbind(session, 0)
  expect(await since(session)).toEqual(people.surroundings.now())
  await unbind(session, 0)
  expect(await since(session)).toBeNull()
})

const step = fc.record({
  does: fc.constantFrom('bind', 'bind', 'bind', 'unbind', 'unbind', 'erase'),
  who: fc.nat({ max: 1 }),
  which: fc.nat({ max: 2 }),
})

test('accounts say what the cards say, whatever is bound, unbound and deleted by whom', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const sessions = [await somebody(), await somebody()]
      const cards = [freshCard(), freshCard(), freshCard()]
      for (const { does, who, which } of steps) {
        const session = sessions[who] as Session
        people.surroundings.advance(3_600_000)
        if (does === 'bind') await bindIfFree(session, cards[which] as string)
        else await (does === 'unbind' ? unbind(session, which) : erase(session))
        expect(await outOfOrder()).toEqual([])
      }
    }),
    { numRuns: 15 },
  )
})

test('of several cards that are bound and unbound at one moment, the account says what is left', async () => {
  const session = await somebody()
  const cards = [freshCard(), freshCard(), freshCard()]
  await Promise.all(cards.map((last4) => bind(session, last4)))
  const left = await cardsOf(opened.database.reader, session.cardholderId)
  expect(left).toHaveLength(cards.length)
  await Promise.all([unbind(session, 0), unbind(session, 1), bind(session, freshCard())])
  expect(await outOfOrder()).toEqual([])
})

describe('is found where', () => {
  const change = (sql: string, { cardholderId }: Session) =>
    opened.database.inTransaction((tx) => tx.change(`${sql} WHERE cardholder_id = ?`, [cardholderId]))
  const bound = async () => bind(await somebody(), freshCard())
  const otherwise = ({ cardholderId }: Session) => [
    `the account of ${cardholderId} says another moment than their cards since when one is bound`,
  ]

  test.each(["'2026-01-01 00:00:00.000'", 'NULL'])('an account says %s', async (said) => {
    const session = await bound()
    await change(`UPDATE account SET bound_since = ${said}`, session)
    expect(await outOfOrder()).toEqual(otherwise(session))
    await erase(session)
    expect(await outOfOrder()).toEqual([])
  })

  test('no card is bound any more', async () => {
    const session = await bound()
    await change('UPDATE card SET unbound_at = bound_at', session)
    expect(await outOfOrder()).toEqual(otherwise(session))
    await erase(session)
  })

  test('there is no account', async () => {
    const session = await bound()
    await change('DELETE FROM account', session)
    expect(await outOfOrder()).toEqual([`cardholder ${session.cardholderId} has a card bound and no account`])
    await erase(session)
  })
})

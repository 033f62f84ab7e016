import { newKey, type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { levelOf } from '../identity'
import { bindCard } from './bindCard'
import { cardsOf, defaultCards } from './cards.store'
import { makeDefault } from './makeDefault'
import { ownersOf } from './owners.store'
import { previewUnbinding, unbindCard } from './unbindCard'
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

let made = 0

/** Somebody with so many cards, bound a minute apart; their ids in that order, the first the default one. */
async function holderOf(count: number): Promise<{ session: Session; ids: string[] }> {
  const session = await people.enter(`openid-${++made}`)
  const ids: string[] = []
  while (ids.length < count) {
    const last4 = String(++made).padStart(4, '0')
    const body = { name: 'CARDHOLDER OF A TEST', last4, phone: `139${last4}0000` }
    const { challengeId } = await verifyCard(people, { session, body, address: 'home' })
    const key = newKey(session, 'cards.bind')
    const { card } = await bindCard(people, { session, key, body: { challengeId, otp: rightOtp }, address: 'home' })
    ids.push(card.id)
    people.surroundings.advance(60_000)
  }
  return { session, ids }
}

const shown = (cards: { id: string; isDefault: boolean }[]) => cards.map((card) => [card.id, card.isDefault])

describe('the default card', () => {
  test('is the one chosen, which comes first', async () => {
    const { session, ids } = await holderOf(3)
    const { cards } = await makeDefault(people, { session, cardId: ids[2] ?? '' })
    expect(shown(cards)).toEqual([
      [ids[2], true],
      [ids[0], false],
      [ids[1], false],
    ])
    expect((await defaultCards(opened.database.reader, [session.cardholderId])).get(session.cardholderId)?.id).toBe(
      ids[2],
    )
  })

  test('stays one when several are chosen at the same moment', async () => {
    const { session, ids } = await holderOf(3)
    await Promise.all([...ids, ...ids].map((cardId) => makeDefault(people, { session, cardId })))
    const cards = await cardsOf(opened.database.reader, session.cardholderId)
    expect(cards.filter((card) => card.isDefault)).toHaveLength(1)
  })

  test('cannot be a card of somebody else, or one that is unbound, and then stays as it was', async () => {
    const [mine, others] = [await holderOf(2), await holderOf(1)]
    const { session, ids } = mine
    await unbindCard(people, { session, cardId: ids[1] ?? '' })
    for (const cardId of [others.ids[0] ?? '', ids[1] ?? '']) {
      expect(await refusalOf(makeDefault(people, { session, cardId }))).toBe('not_found')
    }
    expect(shown(await cardsOf(opened.database.reader, session.cardholderId))).toEqual([[ids[0], true]])
  })
})

describe('unbinding', () => {
  test('the default card makes the oldest of the others the default one', async () => {
    const { session, ids } = await holderOf(3)
    const { cards } = await unbindCard(people, { session, cardId: ids[0] ?? '' })
    expect(shown(cards)).toEqual([
      [ids[1], true],
      [ids[2], false],
    ])
    expect(await levelOf(opened.database.reader, session.cardholderId)).toBe('cardholder')
  })

  test('another card leaves the default one', async () => {
    const { session, ids } = await holderOf(2)
    expect(shown((await unbindCard(people, { session, cardId: ids[1] ?? '' })).cards)).toEqual([[ids[0], true]])
  })

  test('the last card lowers the level to phone', async () => {
    const { session, ids } = await holderOf(1)
    expect(await unbindCard(people, { session, cardId: ids[0] ?? '' })).toEqual({ cards: [] })
    expect(await levelOf(opened.database.reader, session.cardholderId)).toBe('phone')
    expect((await defaultCards(opened.database.reader, [session.cardholderId])).size).toBe(0)
  })

  test('twice finds nothing the second time, also at the same moment', async () => {
    const { session, ids } = await holderOf(1)
    const unbinds = [1, 2].map(() => refusalOf(unbindCard(people, { session, cardId: ids[0] ?? '' })))
    expect((await Promise.all(unbinds)).sort()).toEqual(['not_found', 'not refused: {"cards":[]}'].sort())
  })

  test('all cards at the same moment ends at phone', async () => {
    const { session, ids } = await holderOf(3)
    await Promise.all(ids.map((cardId) => unbindCard(people, { session, cardId })))
    expect(await levelOf(opened.database.reader, session.cardholderId)).toBe('phone')
  })

  test("does not find somebody else's card, and leaves it alone", async () => {
    const [mine, others] = [await holderOf(1), await holderOf(1)]
    const asked = { session: mine.session, cardId: others.ids[0] ?? '' }
    expect(await refusalOf(unbindCard(people, asked))).toBe('not_found')
    expect(await refusalOf(previewUnbinding(people, asked))).toBe('not_found')
    expect(await cardsOf(opened.database.reader, others.session.cardholderId)).toHaveLength(1)
  })
})

describe('before unbinding, the cardholder reads', () => {
  test('that the last card takes redemption with it, and points, tier and codes stay', async () => {
    const { session, ids } = await holderOf(1)
    const preview = await previewUnbinding(people, { session, cardId: ids[0] ?? '' })
    expect(preview.lastCard).toBe(true)
    expect(preview.goes.map((each) => each.code)).toEqual(['earning', 'redemption'])
    expect(preview.stays.map((each) => each.code)).toEqual(['points', 'tier', 'codes', 'refunds', 'rebinding'])
  })

  test('that one of several takes only its own earning with it', async () => {
    const { session, ids } = await holderOf(2)
    const preview = await previewUnbinding(people, { session, cardId: ids[1] ?? '' })
    expect(preview).toMatchObject({ lastCard: false, last4: expect.stringMatching(/^\d{4}$/) })
    expect(preview.goes.map((each) => each.code)).toEqual(['earning', 'default_moves'])
  })
})

describe('word of a card goes out', () => {
  const told = async ({ cardholderId }: Session) => {
    const rows = await opened.database.reader.rows<{ payload: string }>(
      "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'card.changed' ORDER BY id",
      [cardholderId],
    )
    return rows.map(({ payload }) => JSON.parse(payload).change)
  }

  test('when it is bound, made the default one and unbound, with what is shown of it', async () => {
    const { session, ids } = await holderOf(2)
    await makeDefault(people, { session, cardId: ids[1] ?? '' })
    await unbindCard(people, { session, cardId: ids[1] ?? '' })
    expect(await told(session)).toEqual(['bound', 'bound', 'made_default', 'unbound'])
    const [row] = await opened.database.reader.rows<{ payload: string }>(
      "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'card.changed' ORDER BY id LIMIT 1",
      [session.cardholderId],
    )
    expect(Object.keys(JSON.parse(row?.payload ?? '')).sort()).toEqual(['change', 'changedAt', 'last4', 'product'])
  })

  test('not when nothing changed', async () => {
    const { session, ids } = await holderOf(1)
    await makeDefault(people, { session, cardId: ids[0] ?? '' })
    await refusalOf(unbindCard(people, { session, cardId: people.surroundings.newId() }))
    expect(await told(session)).toEqual(['bound'])
  })
})

describe('owners', () => {
  test('are found for many cards at once, former ones too, and nobody for a card never bound', async () => {
    const { session, ids } = await holderOf(2)
    await unbindCard(people, { session, cardId: ids[0] ?? '' })
    const bound = await opened.database.reader.rows<{ card_id: string; card_token: string }>(
      'SELECT card_id, card_token FROM card WHERE cardholder_id = ? ORDER BY bound_at',
      [session.cardholderId],
    )
    const never = Array.from({ length: 1200 }, (_, each) => `ct_never_${each}`)
    const tokens = [...never, ...bound.map((row) => row.card_token)]
    const owners = await ownersOf(opened.database.reader, session.programmeId, tokens)
    expect(owners.size).toBe(tokens.length)
    expect(owners.get('ct_never_7')).toEqual({ current: null, everOwnedBy: [] })
    const [first, second] = ids.map((cardId) => ({ cardholderId: session.cardholderId, cardId }))
    expect(owners.get(bound[0]?.card_token ?? '')).toEqual({ current: null, everOwnedBy: [first] })
    expect(owners.get(bound[1]?.card_token ?? '')).toEqual({ current: second, everOwnedBy: [second] })
  })
})

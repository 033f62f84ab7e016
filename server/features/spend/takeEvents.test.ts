import type { BankEvent } from '../../../shared/contract/spend'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { fieldsOfRow, problemsOfFields } from '../../ports/bankFileRow'
import type { Posting } from './posting'
import { type EventsTaken, eventTaker, takeEvents } from './takeEvents'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

const newCard = () => boundCard(opened.database, `e${String(++count).padStart(7, '0')}`)
const spend = (card: Pick<BoundForTest, 'cardToken'>, id: string, yuan: number): BankEvent =>
  bankEvent(`${card.cardToken}_${id}`, '2026-10-01', { yuan, card_token: card.cardToken, merchant: `m${id}` })

/** The composition root's posting, with the number of rounds, and a purchase at which a round breaks. */
function rounds(breaksAt = '') {
  const inner = testPosting(surroundings)
  let begun = 0
  const posting: Posting = {
    async begin(tx, programmeId, holders) {
      begun += 1
      const round = await inner.begin(tx, programmeId, holders)
      const isBad = (id: string) => breaksAt !== '' && id.endsWith(breaksAt)
      return {
        ...round,
        post: (followed) => {
          const purchases = followed.flatMap(({ statement }) => statement.settlements.map(({ purchase }) => purchase))
          if (purchases.some(({ transactionId }) => isBad(transactionId))) throw new Error('broken')
          return round.post(followed)
        },
      }
    },
  }
  return { deps: { database: opened.database, posting, surroundings }, begun: () => begun }
}

const taken = (changes: Partial<EventsTaken>): EventsTaken => {
  return { taken: 0, repeated: 0, waiting: 0, contradicted: [], ...changes }
}

test('deliveries that arrive together are posted together, and each is answered for itself', async () => {
  const [one, other] = [await newCard(), await newCard()]
  const stranger = { cardToken: 'ct_stranger1' }
  const { deps, begun } = rounds()
  const take = eventTaker(deps)
  await take([spend(one, 'warm', 1)])
  const before = begun()
  const answers = await Promise.all([
    take([spend(one, 'a', 10), spend(one, 'b', 20)]),
    take([spend(other, 'a', 30)]),
    take([spend(one, 'a', 10)]),
    take([spend(one, 'a', 11)]),
    take([spend(stranger, 'a', 5)]),
    take([spend(stranger, 'a', 6)]),
  ])
  expect(answers).toEqual([
    taken({ taken: 2 }),
    taken({ taken: 1 }),
    taken({ repeated: 1 }),
    taken({ repeated: 1, contradicted: [`${one.cardToken}_a`] }),
    taken({ waiting: 1 }),
    taken({ repeated: 1, contradicted: [`${stranger.cardToken}_a`] }),
  ])
  expect(begun() - before).toBeLessThan(answers.length)
  expect(await take([spend(stranger, 'a', 7)])).toEqual(
    taken({ repeated: 1, contradicted: [`${stranger.cardToken}_a`] }),
  )
})

test('a delivery that cannot be posted fails alone', async () => {
  const [one, bad, other] = [await newCard(), await newCard(), await newCard()]
  const take = eventTaker(rounds('_broken').deps)
  const settled = await Promise.allSettled([
    take([spend(one, 'a', 10)]),
    take([spend(bad, 'a', 10), spend(bad, 'broken', 10)]),
    take([spend(other, 'a', 10)]),
  ])
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const rows = await opened.database.reader.rows<{ cardholder_id: string }>(
    "SELECT cardholder_id FROM spend WHERE card_id IN (?, ?, ?) AND merchant = 'ma'",
    [one.cardId, bad.cardId, other.cardId],
  )
  expect(rows.map((row) => row.cardholder_id).sort()).toEqual([one.cardholderId, other.cardholderId].sort())
})

test('a refund may name a purchase of another card of the same cardholder', async () => {
  const one = await newCard()
  const second = { ...(await newCard()), cardholderId: one.cardholderId }
  await opened.database.inTransaction(async (tx) => {
    await tx.change('UPDATE card_owner SET cardholder_id = ? WHERE card_id = ?', [one.cardholderId, second.cardId])
    await tx.change('UPDATE card SET cardholder_id = ? WHERE card_id = ?', [one.cardholderId, second.cardId])
  })
  const { deps } = rounds()
  await takeEvents([spend(one, 'a', 10)], deps)
  const refund = { ...spend(second, 'r', -10), original_transaction_id: `${one.cardToken}_a` }
  expect(await takeEvents([refund], deps)).toEqual(taken({ taken: 1 }))
  const [account] = await opened.database.reader.rows<{ available: string; debt: string }>(
    'SELECT available, debt FROM v_account WHERE cardholder_id = ?',
    [one.cardholderId],
  )
  expect([Number(account?.available), Number(account?.debt)]).toEqual([0, 0])
})

test('what is bought and given back on one day reaches no tier', async () => {
  const card = await newCard()
  const { deps } = rounds()
  const bought = { ...spend(card, 'big', 5_000), occurred_at: '2026-10-01T10:00:00+08:00' }
  const back = {
    ...spend(card, 'back', -5_000),
    original_transaction_id: bought.transaction_id,
    occurred_at: '2026-10-01T11:00:00+08:00',
  }
  await takeEvents([bought, back], deps)
  const [standing] = await opened.database.reader.rows<{ tier: string }>(
    'SELECT tier FROM tier_standing WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  expect(standing?.tier).toBe('basic')
})

describe('a full card number is refused in whichever field it stands, from events and files alike', () => {
  const found = '4111111111111111'
  test.each([
    ['transaction_id', found],
    ['transaction_id', `tx-${found}`],
    ['transaction_id', '4111-1111-1111-1111'],
    ['card_token', `ct_${found}`],
    ['original_transaction_id', found],
    ['original_amount', '411111111111116'],
    ['merchant', `to ${found}`],
    ['merchant', '4111 1111 1111 1111'],
  ] as const)('%s %s', async (field, text) => {
    const card = await newCard()
    const event = { ...spend(card, 'a', 10), [field]: text }
    await expect(takeEvents([spend(card, 'b', 5), event], rounds().deps)).rejects.toMatchObject({
      code: 'full_card_number_refused',
    })
    expect(problemsOfFields(fieldsOfRow(event))).toMatchObject([{ column: field, code: 'card_number_found' }])
    expect(await opened.database.reader.rows('SELECT 1 FROM spend WHERE card_id = ?', [card.cardId])).toEqual([])
  })

  test('and an id that only looks like one is taken by both', async () => {
    const card = await newCard()
    const event = {
      ...spend(card, 'a', 10),
      transaction_id: '4111111111111112',
      original_transaction_id: '20261001000001',
    }
    expect(problemsOfFields(fieldsOfRow(event))).toEqual([])
    expect(await takeEvents([event], rounds().deps)).toEqual(taken({ taken: 1 }))
  })
})

test('one transaction id on two cards, which no bank may send, is two facts of two people and one of one person', async () => {
  const [one, other] = [await newCard(), await newCard()]
  const second = { ...(await newCard()), cardholderId: one.cardholderId }
  await opened.database.inTransaction(async (tx) => {
    await tx.change('UPDATE card_owner SET cardholder_id = ? WHERE card_id = ?', [one.cardholderId, second.cardId])
    await tx.change('UPDATE card SET cardholder_id = ? WHERE card_id = ?', [one.cardholderId, second.cardId])
  })
  const { deps } = rounds()
  const first = spend(one, 'same', 10)
  const on = ({ cardToken }: Pick<BoundForTest, 'cardToken'>, yuan: number) => ({
    ...spend({ cardToken }, 'same', yuan),
    transaction_id: first.transaction_id,
  })
  expect(await takeEvents([first, on(other, 10)], deps)).toEqual(taken({ taken: 2 }))
  expect(await takeEvents([on(second, 10)], deps)).toEqual(taken({ repeated: 1 }))
  const contradicted = [first.transaction_id]
  expect(await takeEvents([on(second, 11)], deps)).toEqual(taken({ repeated: 1, contradicted }))
  const strangers = ['ct_same0001', 'ct_same0002'].map((cardToken) => on({ cardToken }, 10))
  expect(await takeEvents(strangers, deps)).toEqual(taken({ waiting: 2 }))
})

import { cardOfMonth, isCardUnread, putCardAway } from './monthlyCard'

let mockNow = new Date()
jest.mock('../wechat/chance', () => ({ now: () => mockNow }))
jest.mock('../wechat/storage', () => ({
  storage: jest.requireActual<typeof import('../wechat/memoryStorage')>('../wechat/memoryStorage').memoryStorage(),
}))

test.each([
  ['2026-01-15T00:00:00.000Z', 0],
  ['2026-11-30T15:59:59.999Z', 10],
  ['2026-11-30T16:00:00.000Z', 11],
  ['2026-12-31T16:00:00.000Z', 0],
])('at %s it is card %d', (moment, card) => {
  mockNow = new Date(moment)
  expect(cardOfMonth()).toBe(card)
})

test('waits once a month, until it is put away', () => {
  mockNow = new Date('2026-11-02T00:00:00.000Z')
  expect(isCardUnread()).toBe(true)
  putCardAway()
  expect(isCardUnread()).toBe(false)
  mockNow = new Date('2026-12-02T00:00:00.000Z')
  expect(isCardUnread()).toBe(true)
})

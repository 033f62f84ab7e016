import { type AccountEvent, markSeen, type OwnAccount, unseenEvents } from './accountNews'

const kept = new Map<string, string>()
beforeAll(() => {
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  }
  Object.assign(globalThis, { localStorage: storage })
})
beforeEach(() => kept.clear())

const event = (id: string, isOwn = false): AccountEvent => ({
  ...{ id, isOwn, at: '2026-11-22T02:00:00.000Z', action: 'operator.roles', by: 'admin' },
  ...{ reason: null, changes: [], address: null },
})
const account: OwnAccount = { open: [], events: [event('03'), event('02', true), event('01')] }

test('what others did is news until it was read, and what oneself did is none', () => {
  const ids = () => unseenEvents(account, 'me').map(({ id }) => id)
  expect(ids()).toEqual(['03', '01'])
  markSeen({ ...account, events: [event('01')] }, 'me')
  expect(ids()).toEqual(['03'])
  markSeen(account, 'me')
  expect(ids()).toEqual([])
})

test('what came before the owner set the account up is no news', () => {
  const enrolled: AccountEvent = { ...event('02', true), action: 'operator.enrolled' }
  const events = [event('03'), enrolled, event('01')]
  expect(unseenEvents({ open: [], events }, 'me').map(({ id }) => id)).toEqual(['03'])
})

test('what one person has read in this browser is still news to another, and what is kept may be broken', () => {
  markSeen(account, 'somebody else')
  expect(unseenEvents(account, 'me')).toHaveLength(2)
  kept.set('kaquan-console-account-seen', 'not json')
  expect(unseenEvents(account, 'me')).toHaveLength(2)
})

import { shanghaiMoment, shownBenefit, stockAt } from './shownBenefit'

const now = new Date('2026-06-01T00:00:00.000Z')

test.each([
  ['2026-12-31', 'start', '2026-12-30T16:00:00.000Z'],
  ['2026-12-31', 'end', '2026-12-31T15:59:59.999Z'],
  ['2026-12-31 18:00', 'end', '2026-12-31T10:00:00.000Z'],
  ['2026-12-31 18:00:30', 'start', '2026-12-31T10:00:30.000Z'],
] as const)('%s as a %s is %s', (text, edge, moment) => {
  expect(shanghaiMoment(text, edge)?.toISOString()).toBe(moment)
})

test.each(['', 'soon', '2026-13-01', '2026/12/31', '2026-12-31 9:00'])('%j is no moment', (text) => {
  expect(shanghaiMoment(text, 'start')).toBeNull()
})

test('a draft that is hardly begun can be shown', () => {
  expect(shownBenefit('', {})).toMatchObject({ title: '', points: 0, delivery: 'code', steps: [], limitPerPerson: 1 })
  expect(shownBenefit('A-1', { points: '1,000', category: 'films' })).toMatchObject({ points: 0, category: 'video' })
})

test('steps, products and portions are told apart by lines and bars', () => {
  const cells = {
    steps: 'open\npaste | done',
    products: 'youth|plus',
    releases: '2026-12-01 10:00=100|2026-12-02=50|?',
  }
  expect(shownBenefit('A-1', cells)).toMatchObject({
    steps: ['open', 'paste', 'done'],
    products: ['youth', 'plus'],
    releases: [
      { at: new Date('2026-12-01T02:00:00.000Z'), stock: 100 },
      { at: new Date('2026-12-01T16:00:00.000Z'), stock: 50 },
    ],
  })
})

test.each([
  [{ starts_at: '2026-07-01', stock: '5' }, 0, { state: 'notYet', at: new Date('2026-06-30T16:00:00.000Z') }],
  [{ ends_at: '2026-05-31', stock: '5' }, 0, { state: 'ended' }],
  [{ stock: '5' }, 5, { state: 'gone' }],
  [{ stock: '30' }, 12, { state: 'few', count: 18 }],
  [{ stock: '300' }, 12, { state: 'left', count: 288 }],
  [
    { stock: '100', releases: '2026-12-01 10:00=100' },
    0,
    { state: 'next', release: { at: new Date('2026-12-01T02:00:00.000Z'), stock: 100 } },
  ],
])('%j of which %d are issued is %j', (cells, issued, said) => {
  expect(stockAt(shownBenefit('A-1', cells, issued), now)).toEqual(said)
})

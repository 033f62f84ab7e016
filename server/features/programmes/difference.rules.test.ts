import { differenceOf } from './difference.rules'

const rule = { version: '1', rate: 100, mccs: ['1', '2'], bonuses: [{ id: 'web', extra: 1 }], caps: {} }

test('tells each value that is another, was added or is gone, by its path', () => {
  const after = { ...rule, version: '2', mccs: ['2'], bonuses: [], caps: { perDay: 9 } }
  expect(differenceOf('rule', { before: rule, after })).toEqual([
    { field: 'rule.version', before: '1', after: '2' },
    { field: 'rule.mccs', before: '1, 2', after: '2' },
    { field: 'rule.caps.perDay', before: null, after: 9 },
    { field: 'rule.bonuses.web.extra', before: 1, after: null },
  ])
})

test('the order of things that have a name is no difference, and what is equal is not told', () => {
  const [a, b] = [
    { tier: 'basic', threshold: 0 },
    { tier: 'gold', threshold: 9 },
  ]
  expect(differenceOf('terms', { before: { tiers: [a, b] }, after: { tiers: [b, a] } })).toEqual([])
})

test('pairs in lists are ranges', () => {
  const of = (mccs: string[][]) => ({ categories: [{ id: 'shops', mccs }] })
  expect(
    differenceOf('rule', {
      before: of([['5411', '5412']]),
      after: of([
        ['5411', '5499'],
        ['1', '2'],
      ]),
    }),
  ).toEqual([{ field: 'rule.categories.shops.mccs', before: '5411–5412', after: '5411–5499, 1–2' }])
})

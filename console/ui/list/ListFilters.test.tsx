import { renderToStaticMarkup } from 'react-dom/server'
import { Points, yuanText } from '../Figures'
import { filterNames, type ListFilter, ListFilters } from './ListFilters'
import { sortOf } from './sort'
import { listTexts } from './words'

jest.mock('../../words/language', () => ({ language: () => 'zh' }))

const filters: ListFilter[] = [
  { kind: 'text', name: 'supplier', placeholder: '供应商名称' },
  { kind: 'choice', name: 'state', label: '状态', options: [{ value: 'manual', label: '待人工' }] },
  { kind: 'days', name: 'on', label: '日期' },
]

const shown = (values: Record<string, string>, some = filters) =>
  renderToStaticMarkup(<ListFilters filters={some} values={values} onChange={() => undefined} />)

test('a filter of days has two names in the address, every other one', () => {
  expect(filterNames(filters)).toEqual(['supplier', 'state', 'onFrom', 'onUntil'])
})

test('what the address says is what the fields show', () => {
  const html = shown({ supplier: 'north', state: 'manual', onFrom: '2026-11-01' })
  expect(html).toContain('value="north"')
  expect(html).toContain('value="2026-11-01"')
  expect(html).toMatch(/checked=""[^>]*>(?:(?!<label).)*待人工/)
})

test('there is something to clear only where something is narrowed', () => {
  expect(shown({ supplier: 'north' })).toContain(listTexts().clear)
  expect(shown({ supplier: '', state: '' })).not.toContain(listTexts().clear)
})

test('all is a choice, unless a list begins with one of them', () => {
  expect(shown({})).toContain(listTexts().all)
  const [, choice] = filters
  if (choice?.kind !== 'choice') throw new Error('the second filter is a choice')
  expect(shown({}, [{ ...choice, initial: 'manual' }])).not.toContain(listTexts().all)
})

test.each([
  [null, null],
  ['', null],
  ['points', { key: 'points', descending: false }],
  ['-points', { key: 'points', descending: true }],
])('the order %j in the address is %j', (text, sort) => {
  expect(sortOf(text)).toEqual(sort)
})

test.each([
  [1234, false, '1,234'],
  [-1234, true, '−1,234'],
  [1234, true, '+1,234'],
  [0, true, '0'],
])('%d points, as a change %s, are written %s', (amount, isChange, written) => {
  const html = renderToStaticMarkup(<Points amount={amount} isChange={isChange} />)
  expect(html.replace(/<[^>]*>/g, '')).toBe(written)
})

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [123456, '¥1,234.56'],
  [-6750, '−¥67.50'],
])('%d fen are %s', (fen, written) => {
  expect(yuanText(fen)).toBe(written)
})

import { isWithin, valueAt, withValue } from './places'

const rule = { rate: 100, caps: {}, categories: [{ id: 'food', mccs: [['5811', '5814']] }, { id: 'books' }] }

test('a value is found by its place, and nothing where there is none', () => {
  expect(valueAt(rule, ['categories', 0, 'mccs', 0, 1])).toBe('5814')
  expect(valueAt(rule, ['caps', 'perDay'])).toBeUndefined()
  expect(valueAt(rule, ['rate', 'x', 0])).toBeUndefined()
})

test('another value leaves all else as it is, the order of names too', () => {
  const changed = withValue(rule, ['categories', 1, 'id'], 'music')
  expect(changed).toEqual({ ...rule, categories: [rule.categories[0], { id: 'music' }] })
  expect(JSON.stringify(withValue(rule, ['rate'], 1))).toBe(JSON.stringify({ ...rule, rate: 1 }))
  expect(rule.rate).toBe(100)
})

test('what is emptied is left out, and what is filled in is made with all above it', () => {
  expect(withValue(rule, ['rate'], undefined)).toEqual({ caps: {}, categories: rule.categories })
  expect(withValue({}, ['caps', 'perDay'], 5)).toEqual({ caps: { perDay: 5 } })
})

test('a problem of a part is one of the whole', () => {
  expect(isWithin(['excludedMccs', 3], ['excludedMccs'])).toBe(true)
  expect(isWithin(['excluded'], ['excludedMccs'])).toBe(false)
})

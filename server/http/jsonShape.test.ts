import fc from 'fast-check'
import { jsonShape } from './jsonShape'

test.each([
  ['1', 0, null],
  ['{}', 1, null],
  ['{"a":{"b":[1]}}', 3, null],
  ['{"a":1,"b":{"a":2}}', 2, null],
  ['[{"a":1},{"a":2}]', 2, null],
  ['{"a":"{[\\"x\\":["}', 1, null],
  ['{"a":1,"a":2}', 1, 'a'],
  ['{"a":1,"b":[{"c":1,"c":2}]}', 3, 'c'],
  ['{"amount":1,"\\u0061mount":2}', 1, 'amount'],
  ['{"__proto__":1,"__proto__":2}', 1, '__proto__'],
])('%s is %i deep and bears %s twice', (text, depth, repeatedName) => {
  expect(jsonShape(text)).toEqual({ depth, repeatedName })
})

test('no true JSON is said to bear a name twice, and its depth is counted', () => {
  const deep = (value: unknown): number =>
    value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { depth, repeatedName } = jsonShape(JSON.stringify(value))
      expect(repeatedName).toBeNull()
      expect(depth).toBe(deep(JSON.parse(JSON.stringify(value))))
    }),
  )
})

test('text that is no JSON does not stop it', () => {
  fc.assert(fc.property(fc.string(), (text) => void jsonShape(text)))
})

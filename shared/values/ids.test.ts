import fc from 'fast-check'
import { firstIdAt, idFrom, isId, isIdOrOrderNo, momentOfId } from './ids'

const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const entropy = fc.uint8Array({ minLength: 10, maxLength: 16 })

test('is 26 characters without letters that are mistaken for others', () => {
  fc.assert(fc.property(moment, entropy, (at, bytes) => isId(idFrom(at, bytes))))
})

test('sorts by time first, whatever chance gave', () => {
  fc.assert(
    fc.property(moment, moment, fc.tuple(entropy, entropy), (a, b, [first, second]) => {
      fc.pre(a !== b)
      return a < b === idFrom(a, first) < idFrom(b, second)
    }),
  )
})

test('at one moment, other chance gives another id', () => {
  const ten = fc.uint8Array({ minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(ten, ten, (a, b) => (Buffer.from(a).equals(Buffer.from(b)) ? true : idFrom(1, a) !== idFrom(1, b))),
  )
})

test('the first and the last that there can be', () => {
  expect(idFrom(0, new Uint8Array(10))).toBe('00000000000000000000000000')
  expect(idFrom(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ')
})

test('its first ten characters are the time in base 32, as Crockford writes it', () => {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const timeIn = (id: string) => [...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0)
  fc.assert(fc.property(moment, entropy, (at, bytes) => timeIn(idFrom(at, bytes)) === at))
})

test.each([-1, 2 ** 48, 1.5, Number.NaN])('refuses the time %p', (at) => {
  expect(() => idFrom(at, new Uint8Array(10))).toThrow('an id needs a time of 48 bits')
})

test('refuses too little chance', () => {
  expect(() => idFrom(0, new Uint8Array(9))).toThrow('an id needs 10 bytes of entropy, got 9')
})

test.each(['', '0000000000000000000000000', '0000000000000000000000000I', '0000000000000000000000000a'])(
  '%j is no id',
  (text) => {
    expect(isId(text)).toBe(false)
  },
)

test('the number of an order is an id behind a letter', () => {
  const id = idFrom(0, new Uint8Array(10))
  expect([id, `K${id}`, `L${id}`, `KK${id}`, 'K'].map(isIdOrOrderNo)).toEqual([true, true, false, false, false])
})

test('tells when it was made', () => {
  fc.assert(fc.property(moment, entropy, (at, bytes) => momentOfId(idFrom(at, bytes)).getTime() === at))
})

test('of a moment, none is before its first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), entropy, (at, bytes) => {
      const first = firstIdAt(new Date(at))
      return first <= idFrom(at, bytes) && first > idFrom(at - 1, new Uint8Array(10).fill(255))
    }),
  )
})

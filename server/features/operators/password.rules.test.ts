import fc from 'fast-check'
import { knownPasswords } from './knownPasswords'
import { isWeak, type KnownPasswords } from './password.rules'

const who = { login: 'catalogue.maker', name: '目录制单' }
const nothing: KnownPasswords = new Set()

test.each([
  ['short', 'Tr4in-9-bus', true],
  ['few different characters', 'abababababababab', true],
  ['the login', 'xx-catalogue.maker-7', true],
  ['the product', 'my-Kaquan-2026!', true],
  ['the product in wide letters', 'my-ｋａｑｕａｎ-2026!', true],
  ['a run upwards', 'q7!x-23456-lamp', true],
  ['a run downwards', 'q7!x-edcba-lamp', true],
  ['a repetition', 'q7!x-zzzzz-lamp', true],
  ['four words', 'tram lantern quartz bowl', false],
  ['Chinese words', '电车灯笼石英饭碗木船云海', false],
  ['a short run', 'q7!x-1234-lamp', false],
])('%s', (_, password, weak) => {
  expect(isWeak(password, who, nothing)).toBe(weak)
})

describe('of what is known from elsewhere', () => {
  test.each([
    ['as it is', 'leavemealone', true],
    ['in capitals', 'LeaveMeAlone', true],
    ['keys beside each other', '1qaz2wsx3edc4rfv', true],
    ['keys that are written in Russian', 'ghjcnjgfhjkm', true],
    ['with a year and signs', 'Dragonfly2026!!', true],
    ['with digits for letters', 'L3avem3al0ne!', true],
    ['in wide letters', 'ｌｅａｖｅｍｅａｌｏｎｅ', true],
    ['two of them', 'monkey-dragon', true],
    ['three of them', 'monkey-dragon-shadow', true],
    ['four of them', 'monkey dragon shadow master', false],
    ['one within much else', 'monkey 7#kw pond 2x', false],
    ['none of them', 'Xk9#vQ2mLp8w', false],
  ])('%s', async (_, password, weak) => {
    expect(isWeak(password, who, await knownPasswords())).toBe(weak)
  })

  test('there are enough of them', async () => {
    const known = await knownPasswords()
    expect(known.size).toBeGreaterThan(40_000)
    expect([...known].filter((one) => one !== one.toLowerCase())).toEqual([])
  })

  test('none of them passes, whatever few characters are about it', async () => {
    const known = await knownPasswords()
    const few = fc.string({ maxLength: 4, unit: fc.constantFrom(...'0123456789!?.-_ ') })
    const made = fc.tuple(few, fc.constantFrom(...[...known].filter(({ length }) => length > 4)), few)
    fc.assert(fc.property(made, (parts) => isWeak(parts.join(''), who, known)))
  })
})

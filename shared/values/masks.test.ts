import fc from 'fast-check'
import { maskAccount, maskCode, maskPhone } from './masks'

test.each([
  ['13800005678', '138****5678'],
  ['1380000', '****'],
  ['', '****'],
])('the phone %j is shown as %j', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test.each([
  ['ABCD-1234-WXYZ', 'AB••••••••YZ'],
  ['12345678', '12••••••••78'],
  ['1234567', '••••••••'],
  ['', '••••••••'],
])('the code %j is shown as %j', (code, shown) => {
  expect(maskCode(code)).toBe(shown)
})

const text = fc.stringMatching(/^[A-Z0-9]{8,40}$/)

test('what is hidden of a code cannot be told from its mask, not even its length', () => {
  fc.assert(fc.property(text, text, (a, b) => maskCode(a.slice(0, 2) + b + a.slice(-2)) === maskCode(a)))
})

test('what is hidden of a phone cannot be told from its mask', () => {
  const middle = fc.stringMatching(/^[0-9]{4}$/)
  fc.assert(fc.property(middle, (digits) => maskPhone(`138${digits}5678`) === '138****5678'))
})

test.each([
  ['13812345678', '138****5678'],
  ['1234567890', '12****90'],
  ['spruce_hoshino', 'sp****no'],
  ['12345', '1****5'],
  ['abc', '****'],
])('the account %j is shown as %j', (account, shown) => {
  expect(maskAccount(account)).toBe(shown)
})

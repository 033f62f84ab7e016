import { isWeak } from './password.rules'

const who = { login: 'catalogue.maker', name: '目录制单' }

test.each([
  ['short', 'Tr4in-9-bus', true],
  ['few different characters', 'abababababababab', true],
  ['the login', 'xx-catalogue.maker-7', true],
  ['the product', 'my-Kaquan-2026!', true],
  ['a run upwards', 'q7!x-23456-lamp', true],
  ['a run downwards', 'q7!x-edcba-lamp', true],
  ['a repetition', 'q7!x-zzzzz-lamp', true],
  ['four words', 'tram lantern quartz bowl', false],
  ['Chinese words', '电车灯笼石英饭碗木船云海', false],
  ['a short run', 'q7!x-1234-lamp', false],
])('%s', (_, password, weak) => {
  expect(isWeak(password, who)).toBe(weak)
})

import { canSeal } from './sealedStorage'

jest.mock('@tarojs/taro', () => ({}))

test.each([
  ['2.21.3', true],
  ['2.21.10', true],
  ['2.30.0', true],
  ['3.0.0', true],
  ['2.21.2', false],
  ['2.9.9', false],
  ['1.99.99', false],
  ['', false],
])('WeChat %s keeps things encrypted: %s', (version, can) => {
  expect(canSeal(version)).toBe(can)
})

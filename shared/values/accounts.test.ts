import { isAccount } from './accounts'

describe('an account', () => {
  it.each([
    ['phone', '13800138000', true],
    ['phone', '12800138000', false],
    ['phone', '1380013800', false],
    ['phone', '138 0013 8000', false],
    ['qq', '10001', true],
    ['qq', '1000', false],
    ['qq', '012345', false],
    ['qq', '12345678901', true],
    ['qq', '123456789012', false],
    ['wechat', 'spruce_2026', true],
    ['wechat', 'short', false],
    ['wechat', '2spruce', false],
    ['wechat', 'a2345678901234567890', true],
    ['wechat', 'a23456789012345678901', false],
  ] as const)('of %s: %s is in the right form: %s', (kind, account, right) => {
    expect(isAccount(kind, account)).toBe(right)
  })
})

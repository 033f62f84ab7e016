import { accountGroups, accountMark, accountTyped } from './account'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))

describe('an account to top up', () => {
  it.each([
    ['phone', ' 138 0013-8000', '13800138000'],
    ['qq', '123 456', '123456'],
    ['wechat', ' spruce_2026 ', 'spruce_2026'],
  ] as const)('of %s is taken as it is meant: "%s"', (kind, text, account) => {
    expect(accountTyped(kind, text)).toBe(account)
  })

  it.each([
    ['phone', '', '请填写充值手机号。'],
    ['phone', '1380013800', '手机号应为 1 开头的 11 位数字，请核对。'],
    ['phone', '13800138000', undefined],
    ['qq', '', '请填写充值 QQ 号。'],
    ['qq', '0123456', 'QQ 号应为 5 到 11 位数字，不以 0 开头，请核对。'],
    ['qq', '10001', undefined],
    ['wechat', '', '请填写充值微信号。'],
    ['wechat', '春风', '微信号应为 6 到 20 位，以字母开头，可含数字、下划线和减号，请核对。'],
    ['wechat', 'spruce_2026', undefined],
  ] as const)('of %s: "%s" is told what is wrong with it', (kind, account, mark) => {
    expect(accountMark(kind, account)).toBe(mark)
  })

  it.each([
    ['phone', '13800138000', '138 0013 8000'],
    ['qq', '10001', '100 01'],
    ['qq', '123456', '123 456'],
    ['qq', '1234567890', '123 456 7890'],
    ['qq', '12345678901', '123 456 789 01'],
    ['wechat', 'spruce_2026', 'spruce_2026'],
  ] as const)('of %s: %s is read as %s', (kind, account, groups) => {
    expect(accountGroups(kind, account)).toBe(groups)
  })
})

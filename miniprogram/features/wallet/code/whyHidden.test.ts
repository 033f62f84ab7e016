import { Refusal, Unanswered } from '../../../wechat/refusal'
import { whyHidden } from './whyHidden'

jest.mock('../../../wechat/system', () => ({ language: () => 'zh' }))

test.each([
  ['redemption_frozen', 'lock', /安全锁/],
  ['device_not_trusted', 'devices', /登录设备/],
] as const)('a code that is kept back by %s says so, and leads to %s', (code, way, words) => {
  expect(whyHidden(new Refusal(code))).toEqual({ asksProof: false, told: expect.stringMatching(words), way })
})

test('where a second proof is needed it is asked for, and nothing is told', () => {
  expect(whyHidden(new Refusal('step_up_required'))).toEqual({ asksProof: true })
})

test('all else is told as everywhere, and without a network what that means here', () => {
  expect(whyHidden(new Refusal('code_expired'))).toEqual({ asksProof: false, told: expect.any(String) })
  expect(whyHidden(new Unanswered('network')).told).toMatch(/取不到卡密/)
})

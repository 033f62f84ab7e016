import Taro from '@tarojs/taro'
import { agreeButtonId, answerPrivacy, privacyStanding, watchForPrivacy } from './privacy'

jest.mock('@tarojs/taro', () => ({
  canIUse: () => true,
  onNeedPrivacyAuthorization: jest.fn(),
  getPrivacySetting: jest.fn(),
}))
jest.mock('./platform', () => ({ onH5: false }))

/** What WeChat does when something private is used for the first time. */
function use(): jest.Mock {
  const resolve = jest.fn()
  jest.mocked(Taro.onNeedPrivacyAuthorization).mock.calls[0]?.[0](resolve, { referrer: 'setClipboardData' })
  return resolve
}

beforeAll(() => watchForPrivacy())

test('everything that waits goes on when the person agrees by the button', () => {
  const [copy, phone] = [use(), use()]
  answerPrivacy('agree')
  for (const resolve of [copy, phone])
    expect(resolve.mock.calls).toEqual([[{ event: 'agree', buttonId: agreeButtonId }]])
})

test('a refusal ends what was asked for, and the next use asks again', () => {
  const first = use()
  answerPrivacy('disagree')
  const second = use()
  expect(first.mock.calls).toEqual([[{ event: 'disagree' }]])
  expect(second).not.toHaveBeenCalled()
  answerPrivacy('agree')
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(1)
})

test('the terms are named as WeChat names them, and nothing is known where WeChat does not say', async () => {
  const answers = jest.mocked(Taro.getPrivacySetting)
  answers.mockImplementationOnce((option) =>
    option?.success?.({ needAuthorization: true, privacyContractName: '《指引》', errMsg: 'ok' } as never),
  )
  expect(await privacyStanding()).toEqual({ isOpen: true, contract: '《指引》' })
  answers.mockImplementationOnce((option) => option?.fail?.({ errMsg: 'fail' } as never))
  expect(await privacyStanding()).toBeUndefined()
})

import Taro from '@tarojs/taro'
import { biometricWay, signByBiometric } from './soter'

jest.mock('@tarojs/taro', () => ({
  checkIsSupportSoterAuthentication: jest.fn(),
  checkIsSoterEnrolledInDevice: jest.fn(),
  startSoterAuthentication: jest.fn(),
}))
jest.mock('./platform', () => ({ onH5: false }))

const support = jest.mocked(Taro.checkIsSupportSoterAuthentication)
const enrolled = jest.mocked(Taro.checkIsSoterEnrolledInDevice)
const start = jest.mocked(Taro.startSoterAuthentication)

test.each([
  ['what is set up', ['fingerPrint', 'facial'], ['facial'], 'facial'],
  ['the finger first', ['facial', 'fingerPrint'], ['facial', 'fingerPrint'], 'fingerPrint'],
  ['nothing without a finger or a face in the phone', ['fingerPrint'], [], null],
  ['nothing on a phone without it', [], [], null],
])('offers %s', async (...[, supportMode, setUp, way]) => {
  support.mockResolvedValue({ supportMode } as never)
  enrolled.mockImplementation((async ({ checkAuthMode }: { checkAuthMode: string }) => ({
    isEnrolled: (setUp as string[]).includes(checkAuthMode),
  })) as never)
  expect(await biometricWay()).toBe(way)
})

test('an older WeChat, or one that fails, offers nothing', async () => {
  support.mockRejectedValue({ errMsg: 'not supported' })
  expect(await biometricWay()).toBeNull()
  support.mockResolvedValue({ supportMode: ['fingerPrint'] } as never)
  enrolled.mockRejectedValue({ errMsg: 'fail' })
  expect(await biometricWay()).toBeNull()
})

const asked = { challenge: 'SU-1', reason: 'why' }

test('has the text signed, and hands on what WeChat gives and no more', async () => {
  start.mockResolvedValue({ resultJSON: '{}', resultJSONSignature: 's', authMode: 'facial', errCode: 0 } as never)
  expect(await signByBiometric('facial', asked)).toEqual({ resultJSON: '{}', resultJSONSignature: 's' })
  expect(start).toHaveBeenLastCalledWith({ requestAuthModes: ['facial'], challenge: 'SU-1', authContent: 'why' })
})

test.each([
  [90009, 'again'],
  [90008, 'gone'],
  [90010, 'gone'],
  [undefined, 'gone'],
])('error %p is %s', async (errCode, outcome) => {
  start.mockRejectedValue({ errCode })
  expect(await signByBiometric('facial', asked)).toBe(outcome)
})

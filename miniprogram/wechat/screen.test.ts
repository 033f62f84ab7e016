import Taro from '@tarojs/taro'
import { brighten } from './screen'

jest.mock('@tarojs/taro', () => ({ getScreenBrightness: jest.fn(), setScreenBrightness: jest.fn() }))
jest.mock('./platform', () => ({ onH5: false }))

const set = jest.mocked(Taro.setScreenBrightness)
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  set.mockReset().mockResolvedValue({ errMsg: 'ok' })
  jest.mocked(Taro.getScreenBrightness).mockResolvedValue({ value: 0.4 } as never)
})

test('the screen is bright while it is needed, and then as it was', async () => {
  const restore = brighten()
  await settled()
  expect(set.mock.calls).toEqual([[{ value: 1 }]])
  restore()
  await settled()
  expect(set.mock.calls).toEqual([[{ value: 1 }], [{ value: 0.4 }]])
})

test('left before the phone has said how bright it is, it does not stay bright', async () => {
  brighten()()
  await settled()
  expect(set.mock.calls).toEqual([[{ value: 0.4 }]])
})

test('a phone that does not say how bright it is stays as it is afterwards', async () => {
  jest.mocked(Taro.getScreenBrightness).mockRejectedValue(new Error('not supported'))
  const restore = brighten()
  await settled()
  restore()
  await settled()
  expect(set.mock.calls).toEqual([[{ value: 1 }]])
})

import Taro from '@tarojs/taro'

jest.mock('@tarojs/taro', () => ({ requestSubscribeMessage: jest.fn() }))
jest.mock('./platform', () => ({ onH5: false }))

const request = jest.mocked(Taro.requestSubscribeMessage)

/** A session begins with the mini-program. */
function session() {
  let subscribe = {} as typeof import('./subscribe')
  jest.isolateModules(() => {
    subscribe = jest.requireActual('./subscribe')
  })
  return subscribe.askToSubscribe
}

beforeEach(() => request.mockReset())

test('what the person allows is told, and nothing is asked twice in a session', async () => {
  request.mockResolvedValue({ errMsg: 'ok', delivered: 'accept', failed: 'reject' } as never)
  const ask = session()
  expect(await ask(['delivered', 'failed'])).toEqual(['delivered'])
  expect(await ask(['delivered', 'failed'])).toEqual([])
  expect(request).toHaveBeenCalledTimes(1)
  await ask(['delivered', 'tier'])
  expect(request).toHaveBeenLastCalledWith(expect.objectContaining({ tmplIds: ['tier'] }))
})

test('three at most are asked for at once, and templates without an id never', async () => {
  request.mockResolvedValue({} as never)
  await session()(['a', '', 'b', 'c', 'd'])
  expect(request).toHaveBeenCalledWith(expect.objectContaining({ tmplIds: ['a', 'b', 'c'] }))
})

test('a refusal of WeChat is harmless', async () => {
  request.mockRejectedValue({ errCode: 20004 })
  expect(await session()(['a'])).toEqual([])
})

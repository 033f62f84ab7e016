import { follow } from './follow'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1_000)

describe('following', () => {
  it('asks with growing pauses, at last once a minute', async () => {
    const times: number[] = []
    const start = Date.now()
    const follower = follow(async () => times.push((Date.now() - start) / 1_000))
    follower.start()
    await pass(210)
    follower.stop()
    expect(times).toEqual([1, 3, 6, 11, 19, 32, 53, 87, 147, 207])
  })

  it('goes on when an answer does not come', async () => {
    const ask = jest.fn(() => Promise.reject(new Error('no network')))
    const follower = follow(ask)
    follower.start()
    await pass(3)
    expect(ask).toHaveBeenCalledTimes(2)
    follower.stop()
  })

  it('asks no more once it is stopped, an answer on its way included', async () => {
    let answer = () => {}
    const ask = jest.fn(() => new Promise<void>((resolve) => (answer = resolve)))
    const follower = follow(ask)
    follower.start()
    await pass(1)
    follower.stop()
    answer()
    await pass(600)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('begins with a short pause when it is started anew, and asks once for each', async () => {
    const ask = jest.fn(async () => {})
    const follower = follow(ask)
    follower.start()
    await pass(90)
    ask.mockClear()
    follower.start()
    await pass(1)
    expect(ask).toHaveBeenCalledTimes(1)
    follower.stop()
  })
})

import { keepCopy, keptCopy } from './keptCopy'

let mockIsFull = false
jest.mock('../wechat/storage', () => {
  const { memoryStorage } = jest.requireActual<typeof import('../wechat/memoryStorage')>('../wechat/memoryStorage')
  const storage = memoryStorage()
  const write = (name: string, value: unknown) => {
    if (mockIsFull) throw new Error('setStorageSync:fail exceed storage max size')
    storage.write(name, value)
  }
  return { storage: { ...storage, write } }
})

test('a copy is kept where there is room, and a full phone is no reason to fail', () => {
  keepCopy('home', { data: 1, at: '2026-11-22T01:00:00.000Z' })
  mockIsFull = true
  expect(() => keepCopy('home', { data: 2, at: '2026-11-22T02:00:00.000Z' })).not.toThrow()
  expect(keptCopy('home')).toEqual({ data: 1, at: '2026-11-22T01:00:00.000Z' })
  expect(keptCopy('wallet')).toBeUndefined()
})

import { setTimeout as sleep } from 'node:timers/promises'
import { Mutex } from './mutex'

test('runs one at a time, in the order of asking', async () => {
  const mutex = new Mutex()
  const diary: string[] = []
  const work = (name: string, milliseconds: number) =>
    mutex.run(async () => {
      diary.push(`${name} begins`)
      await sleep(milliseconds)
      diary.push(`${name} ends`)
    })
  await Promise.all([work('a', 15), work('b', 0), work('c', 5)])
  expect(diary).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

test('gives each its own answer', async () => {
  const mutex = new Mutex()
  expect(await Promise.all([1, 2, 3].map((number) => mutex.run(async () => number * 10)))).toEqual([10, 20, 30])
})

test('a failure goes to who asked, and the next one runs', async () => {
  const mutex = new Mutex()
  const failing = mutex.run(async () => {
    throw new Error('mine alone')
  })
  const next = mutex.run(async () => 'ran')
  await expect(failing).rejects.toThrow('mine alone')
  await expect(next).resolves.toBe('ran')
})

test('a failure that is thrown at once is one, too', async () => {
  const mutex = new Mutex()
  const failing = mutex.run(() => {
    throw new Error('at once')
  })
  await expect(failing).rejects.toThrow('at once')
  await expect(mutex.run(async () => 'ran')).resolves.toBe('ran')
})

import { setTimeout as sleep } from 'node:timers/promises'
import { type BatcherOptions, batcher } from './batcher'

/** Answers each item with ten times itself; keeps what came together. */
function tens(options: Partial<BatcherOptions<number, number>> = {}) {
  const batches: number[][] = []
  const made = batcher<number, number>({
    lanes: 1,
    most: 3,
    queueLimit: 5,
    async together(items) {
      batches.push([...items])
      await sleep(5)
      if (items.includes(13)) throw new Error('unlucky')
      return items.map((item) => item * 10)
    },
    ...options,
  })
  return { ...made, isFull: () => made.isFull, batches }
}

test('what comes in one tick goes together, and what comes meanwhile goes next, no more at once than allowed', async () => {
  const { submit, batches } = tens()
  expect(await Promise.all([1, 2, 3, 4, 5].map(submit))).toEqual([10, 20, 30, 40, 50])
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
  expect(await submit(6)).toBe(60)
})

test('lanes work side by side, and nobody is answered twice or forgotten', async () => {
  const { submit, batches } = tens({ lanes: 2 })
  const items = Array.from({ length: 50 }, (_, at) => at + 100)
  const answers = await Promise.all(items.map(async (item, at) => sleep(at % 7).then(() => submit(item))))
  expect(answers).toEqual(items.map((item) => item * 10))
  expect(batches.flat().sort()).toEqual([...items].sort())
})

test('one bad item fails alone, and its neighbours are answered', async () => {
  const { submit } = tens()
  const settled = await Promise.allSettled([1, 13, 2].map(submit))
  expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([10, 'failed', 20])
  await expect(submit(13)).rejects.toThrow('unlucky')
  expect(await submit(4)).toBe(40)
})

test('says when nobody else can wait, and when somebody can again', async () => {
  const { submit, isFull } = tens()
  const first = submit(1)
  await sleep(0)
  const waiting = [2, 3, 4, 5, 6].map(submit)
  expect(isFull()).toBe(true)
  await Promise.all([first, ...waiting])
  expect(isFull()).toBe(false)
})

test('a bad item is singled out by halves, and the others share what is left', async () => {
  const { submit, batches } = tens({ most: 8 })
  const items = [1, 2, 3, 4, 5, 13, 7, 8]
  const settled = await Promise.allSettled(items.map(submit))
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(batches).toEqual([items, [1, 2, 3, 4], [5, 13, 7, 8], [5, 13], [5], [13], [7, 8]])
})

test('when the database is gone nothing is split: everybody is told at once', async () => {
  const gone = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
  let tries = 0
  const { submit } = tens({
    async together() {
      tries += 1
      throw gone
    },
  })
  const settled = await Promise.allSettled([1, 2, 3].map(submit))
  expect(settled.map((each) => each.status === 'rejected' && each.reason)).toEqual([gone, gone, gone])
  expect(tries).toBe(1)
})

test('lines take turns, so that a short one is not held up by a long one', async () => {
  const { submit, batches } = tens({ most: 4, lineOf: (item) => String(Math.floor(item / 100)) })
  await Promise.all([101, 102, 103, 104, 105, 106, 107, 201, 301, 302].map(submit))
  expect(batches).toEqual([
    [101, 201, 301, 102],
    [302, 103, 104, 105],
    [106, 107],
  ])
})

test('who stands apart from another waits for the next batch, and keeps their order', async () => {
  const { submit, batches } = tens({ most: 4, apartBy: (item) => String(item % 10) })
  await Promise.all([11, 21, 12, 31, 14, 22].map(submit))
  expect(batches).toEqual([[11, 12, 14], [21, 22], [31]])
})

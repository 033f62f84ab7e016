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
    async alone(item) {
      batches.push([item])
      if (item === 13) throw new Error('unlucky')
      return item * 10
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

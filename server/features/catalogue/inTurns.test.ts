import { inTurns } from './inTurns'

const items = Array.from({ length: 1_100 }, (_, at) => at)

test('works on everything in its order, some at a time', async () => {
  const worked: number[][] = []
  await inTurns(items, (some) => {
    worked.push([...some])
  })
  expect(worked.map((some) => some.length)).toEqual([500, 500, 100])
  expect(worked.flat()).toEqual(items)
})

test('lets others have their turn before it goes on', async () => {
  const order: string[] = []
  await inTurns(items, () => {
    order.push('work')
    setImmediate(() => order.push('others'))
  })
  expect(order.slice(0, 4)).toEqual(['work', 'others', 'work', 'others'])
})

test('ends where its work fails', async () => {
  let calls = 0
  const failing = inTurns(items, async () => {
    calls++
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  expect(calls).toBe(1)
})

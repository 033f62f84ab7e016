import { velocityInMemory } from './velocity.memory'

const start = Date.parse('2026-11-22T04:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1_000)

test('says how many there were before, of each name on its own', async () => {
  const velocity = velocityInMemory()
  expect(await velocity.count(['a', 'b'], at(0))).toEqual([
    { tenMinutes: 0, hour: 0 },
    { tenMinutes: 0, hour: 0 },
  ])
  expect(await velocity.count(['a', 'c'], at(1))).toEqual([
    { tenMinutes: 1, hour: 1 },
    { tenMinutes: 0, hour: 0 },
  ])
})

test('forgets by and by, and all of it after twice the time', async () => {
  const velocity = velocityInMemory()
  for (let attempt = 0; attempt < 40; attempt++) await velocity.count(['a'], at(0))
  expect(await velocity.count(['a'], at(599))).toMatchObject([{ tenMinutes: 40, hour: 40 }])
  // Of the ten minutes before, a quarter still lies within reach.
  expect(await velocity.count(['a'], at(1_050))).toMatchObject([{ tenMinutes: 10, hour: 41 }])
  expect(await velocity.count(['a'], at(1_800))).toMatchObject([{ tenMinutes: 0, hour: 42 }])
  expect(await velocity.count(['a'], at(7_200))).toEqual([{ tenMinutes: 0, hour: 0 }])
})

test('keeps so many names and no more, whoever makes them up', async () => {
  const velocity = velocityInMemory({ atMost: 100 })
  await velocity.count(['mine'], at(0))
  for (let name = 0; name < 99; name++) await velocity.count([`made up ${name}`], at(1))
  expect(await velocity.count(['mine'], at(2))).toMatchObject([{ tenMinutes: 1 }])
  for (let name = 99; name < 300; name++) await velocity.count([`made up ${name}`], at(3))
  expect(await velocity.count(['mine'], at(4))).toMatchObject([{ tenMinutes: 0 }])
})

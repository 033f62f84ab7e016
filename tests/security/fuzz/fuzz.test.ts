import { allEndpoints } from '../../support/allEndpoints'
import { describeWorld, world } from '../world/oneWorld'
import { type FuzzFigures, fuzz, unreached } from './fuzz'

/** `npm run fuzz -- --runs N --seed N` runs longer, and otherwise. */
const choice = { seed: 7, runs: 12 }

describeWorld()
let figures: FuzzFigures
const everyObject = Object.getOwnPropertyNames(Object.prototype)
beforeAll(async () => {
  figures = await fuzz(world, choice)
}, 240_000)

test('no answer is a bug, tells of the inside or of others, or is other than the contract says', () => {
  expect(figures.faults).toEqual([])
})

test('it got in: most endpoints answered with a reply', () => {
  expect(figures.requests).toBe(allEndpoints.length * choice.runs)
  expect(unreached(figures).length).toBeLessThan(allEndpoints.length * 0.35)
})

test('nothing was added to what every object has', () => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(everyObject)
  expect(Object.keys({}).concat(...Object.keys([]))).toEqual([])
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

test('every line of the log is one object, whatever was sent', () => {
  const lines = world.log().trim().split('\n')
  expect(lines.length).toBeGreaterThan(figures.requests)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) })
})

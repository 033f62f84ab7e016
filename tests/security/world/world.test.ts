import { describeWorld, world } from './oneWorld'
import { ownerIn } from './ownerIn'
import { otherProgramme } from './world'

describeWorld()

// What the other tests of this folder look for must be there, or they would find nothing for the wrong reason.
test('somebody of each programme owns one of everything', async () => {
  const [home, other] = [await ownerIn(world, 'one'), await ownerIn(world, 'other', otherProgramme)]
  expect(Object.entries(home.ids).filter(([, id]) => /^0*$/.test(id))).toEqual([])
  // The bank of the simulators knows no cards of the other programme, and sends no one-time passwords for them.
  expect(Object.entries(other.ids).filter(([, id]) => /^0*$/.test(id))).toEqual([['stepUpId', '0'.repeat(26)]])
  expect(new Set([...home.secrets, ...home.words]).size).toBe(home.secrets.length + home.words.length)
  expect(world.faults()).toEqual([])
})

import { randomInt } from 'node:crypto'
import type { Surroundings } from './ports/surroundings'
import { randomIds } from './randomIds'

/** The real clock and real chance. */
export const realSurroundings: Surroundings = {
  now: () => new Date(),
  newId: randomIds(Date.now),
  chance: () => randomInt(2 ** 47) / 2 ** 47,
}

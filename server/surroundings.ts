import { randomBytes, randomInt } from 'node:crypto'
import { idFrom } from '../shared/values/ids'
import type { Surroundings } from './ports/surroundings'

/** The real clock and real chance. */
export const realSurroundings: Surroundings = {
  now: () => new Date(),
  newId: () => idFrom(Date.now(), randomBytes(10)),
  chance: () => randomInt(2 ** 47) / 2 ** 47,
}

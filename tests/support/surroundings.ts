import type { Surroundings } from '../../server/ports/surroundings'
import { randomIds } from '../../server/randomIds'

/** A clock that stands still until it is moved, and ids that carry its time. */
export interface HeldSurroundings extends Surroundings {
  set(moment: string): void
  advance(milliseconds: number): void
}

export function heldSurroundings(start: string): HeldSurroundings {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    newId: randomIds(() => at),
    chance: Math.random,
    set(moment) {
      at = Date.parse(moment)
    },
    advance(milliseconds) {
      at += milliseconds
    },
  }
}

import { setImmediate } from 'node:timers/promises'
import { inSlices } from '../../db/statements'

/** A few milliseconds of work. */
const atOnce = 500

/** Works on very many, some at a time and in their order, and lets others have their turn in between. */
export async function inTurns<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void> | void,
): Promise<void> {
  for (const some of inSlices(items, atOnce)) {
    await work(some)
    if (some.length === atOnce) await setImmediate()
  }
}

import { randomFillSync } from 'node:crypto'
import { type Id, idFrom } from '../shared/values/ids'

const entropyBytes = 10

/**
 * Makes ids that sort in the order in which one process made them: within one millisecond each follows the one before,
 * which also saves fetching random bytes for it.
 */
export function randomIds(now: () => number): () => Id {
  const entropy = Buffer.alloc(entropyBytes)
  let latest = Number.NaN
  return () => {
    const at = now()
    if (at !== latest) randomFillSync(entropy)
    else if (!increase(entropy)) throw new RangeError('there is no further id in this millisecond')
    latest = at
    return idFrom(at, entropy)
  }
}

/** Adds one; false when nothing higher can be written. */
function increase(bytes: Buffer): boolean {
  for (let at = bytes.length - 1; at >= 0; at--) {
    const next = (bytes[at] as number) + 1
    bytes[at] = next % 256
    if (next < 256) return true
  }
  return false
}

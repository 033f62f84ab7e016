import { randomFillSync } from 'node:crypto'
import { type Id, idFrom } from '../shared/values/ids'

const entropyBytes = 10
const idsAtOnce = 400

/** Makes ids; random bytes are fetched for many of them at a time, which costs a tenth. */
export function randomIds(now: () => number): () => Id {
  const pool = Buffer.alloc(entropyBytes * idsAtOnce)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    const entropy = pool.subarray(used, used + entropyBytes)
    used += entropyBytes
    return idFrom(now(), entropy)
  }
}

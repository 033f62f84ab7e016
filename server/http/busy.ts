import type { Batcher } from '../db/batcher'
import { Refused } from './refused'

/** @throws Refused busy_try_later when nobody else can wait for this work */
export function refuseWhenFull({ isFull }: Pick<Batcher<never, unknown>, 'isFull'>): void {
  if (isFull) throw new Refused('busy_try_later', { retryAfterSeconds: 1 })
}

import type { Id } from '../../shared/values/ids'

/** Time and chance, passed in so that tests can hold them. */
export interface Surroundings {
  now: () => Date
  /** A fresh time-ordered id. */
  newId: () => Id
  /** Uniform in [0, 1). */
  chance: () => number
}

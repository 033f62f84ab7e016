import { type Language, language } from './language'

type Pair<T> = Record<Language, T>

/** The texts of one feature, Chinese first; English must have the very same ones. */
export function words<T>(both: { zh: T; en: NoInfer<T> }): Pair<T> {
  return both
}

/** The half of a pair that this desk reads. */
export function say<T>(both: Pair<T>): T {
  return both[language()]
}

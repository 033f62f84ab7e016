import { seeded } from './seeded'

/** A copy in an order that is the same in every run. */
export function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items]
  shuffleInPlace(copy, seeded(20_170_531))
  return copy
}

/** Fisher and Yates. */
export function shuffleInPlace<T>(items: { length: number; [at: number]: T }, random: () => number): void {
  for (let left = items.length; left > 1; left--) {
    const at = Math.floor(random() * left)
    const last = items[left - 1] as T
    items[left - 1] = items[at] as T
    items[at] = last
  }
}

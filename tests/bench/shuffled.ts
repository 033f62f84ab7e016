/** A copy in an order that is the same in every run (Fisher and Yates, with a small generator of Lehmer's kind). */
export function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items]
  let seed = 20_170_531
  for (let left = copy.length; left > 1; left--) {
    seed = (seed * 48_271) % 2_147_483_647
    const at = seed % left
    const last = copy[left - 1] as T
    copy[left - 1] = copy[at] as T
    copy[at] = last
  }
  return copy
}

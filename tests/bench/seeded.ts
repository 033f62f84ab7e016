const modulus = 2_147_483_647

/** Numbers in [0, 1) that are the same in every run (a small generator of Lehmer's kind). */
export function seeded(seed: number): () => number {
  let state = (seed % (modulus - 1)) + 1
  return () => {
    state = (state * 48_271) % modulus
    return state / modulus
  }
}

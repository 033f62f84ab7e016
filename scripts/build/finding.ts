/** One thing that is wrong with a built package. `warning` is told, and does not fail the build. */
export interface Finding {
  file: string
  problem: string
  warning?: true
}

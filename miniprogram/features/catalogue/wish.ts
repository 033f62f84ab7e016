import type { Looking } from './looking'

let wished: Looking | undefined

/** What the catalogue shall look for when it is shown next: a tab takes no parameters in its address. */
export function wishFor(looking: Looking): void {
  wished = looking
}

/** Once: the tab that is tapped later shows what it showed before. */
export function takeWish(): Looking | undefined {
  const taken = wished
  wished = undefined
  return taken
}

import type { ToView } from '../messages'

declare function importScripts(...addresses: string[]): void

/**
 * What the runner itself needs of the browser, taken before `closeDoors` shuts it off: the code of the package must not
 * be able to reach any of it.
 */
const scope = globalThis as unknown as {
  postMessage(message: ToView): void
  addEventListener(name: string, listen: (event: never) => void): void
}

const began = performance.timeOrigin
const now = performance.now.bind(performance)

export const outside = {
  post: scope.postMessage.bind(globalThis) as (message: ToView) => void,
  listen: scope.addEventListener.bind(globalThis),
  fetch: fetch.bind(globalThis),
  AbortController,
  load: importScripts.bind(globalThis) as (address: string) => void,
  setTimeout: setTimeout.bind(globalThis),
  clearTimeout: clearTimeout.bind(globalThis),
  setInterval: setInterval.bind(globalThis),
  clearInterval: clearInterval.bind(globalThis),
  URL,
  /** Milliseconds since the page of the runner was opened, the same on both sides. */
  clock: () => began + now(),
  error: console.error.bind(console),
}

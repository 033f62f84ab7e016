import type { PackageFacts, ToLogic, ToView } from '../messages'

/** The way to the logic thread. */
export class Wire {
  private readonly worker = new Worker('/runner/logic.js')

  say(message: ToLogic): void {
    this.worker.postMessage(message)
  }

  listen(hear: (message: ToView) => void): void {
    this.worker.addEventListener('message', ({ data }) => hear(data as ToView))
  }
}

interface Runner {
  facts: PackageFacts
  /** WeChat's own compiled templates: a tree for the data of a page, or undefined where there is no such template. */
  template(path: string): ((data: unknown) => Drawn) | undefined
}

/** A node as the compiled templates give it. */
export interface Drawn {
  tag: string
  attr?: Record<string, unknown>
  children?: (Drawn | string | number)[]
}

declare global {
  interface Window {
    __runner: Runner
  }
}

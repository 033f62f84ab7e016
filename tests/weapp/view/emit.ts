import type { PageEvent, TouchTarget, Values } from '../messages'

/** Set by the entry: how an event finds its page and reaches the logic thread. */
type Send = (at: HTMLElement, type: string, event: PageEvent) => void

let send: Send = () => undefined

export function eventsGoTo(target: Send): void {
  send = target
}

/** Tells the handler of this very element. */
export function emit(element: HTMLElement, type: string, detail: Values): void {
  emitFrom(element, element, { type, detail })
}

/** The element that was touched may lie deeper than the one whose handler is told. */
export function emitFrom(
  source: HTMLElement,
  element: HTMLElement,
  { type, detail }: Pick<PageEvent, 'type' | 'detail'>,
) {
  const timeStamp = performance.now()
  send(element, type, { type, timeStamp, target: place(source), currentTarget: place(element), detail })
}

function place({ id, dataset, offsetLeft, offsetTop }: HTMLElement): TouchTarget {
  return { id, dataset: { ...dataset } as Record<string, string>, offsetLeft, offsetTop }
}

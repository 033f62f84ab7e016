import type { Values } from '../messages'
import { natively } from './natives'
import type { Piece, Placed } from './tree'

/** What a drawn element remembers besides what the browser keeps of it. */
export interface Memory {
  /** By event: the name of the handler, and whether the event ends here. */
  handlers: Map<string, { handler: string; stops: boolean }>
  attributes: Values
  component?: string
}

const memories = new WeakMap<Element, Memory>()

export const memoryOf = (element: Element) => memories.get(element)

/** Makes the children of an element what they shall be, keeping those that are still the same thing. */
export function draw(parent: Element, pieces: Piece[]): void {
  const before = [...parent.childNodes]
  for (const [index, piece] of pieces.entries()) {
    const found = typeof piece === 'string' ? textAt(before, index) : elementAt(before, index, piece)
    const node = found ?? (typeof piece === 'string' ? document.createTextNode('') : document.createElement(piece.tag))
    if (found) before.splice(before.indexOf(found), 1)
    before.splice(index, 0, node)
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null)
    if (typeof piece === 'string') setText(node as Text, piece)
    else drawElement(node as HTMLElement, piece)
  }
  for (const left of before.slice(pieces.length)) left.remove()
}

function textAt(nodes: ChildNode[], index: number): ChildNode | undefined {
  return nodes[index]?.nodeType === Node.TEXT_NODE ? nodes[index] : undefined
}

/** Taro numbers its nodes; the one with the same number is the same thing, wherever it stands now. */
function elementAt(nodes: ChildNode[], index: number, { tag, attributes }: Placed): ChildNode | undefined {
  const sid = attributes['data-sid'] as string | undefined
  const same = (node: ChildNode | undefined) =>
    node instanceof HTMLElement && node.localName === tag && node.dataset.sid === sid
  return same(nodes[index]) ? nodes[index] : sid === undefined ? undefined : nodes.slice(index).find(same)
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text
}

function drawElement(element: HTMLElement, { tag, attributes, children, component }: Placed): void {
  memories.set(element, { handlers: handlersIn(attributes), attributes, component })
  const set = (name: string, value: unknown) => setAttribute(element, name, value)
  set('class', attributes.class)
  set('style', typeof attributes.style === 'string' ? inPixels(attributes.style) : '')
  set('id', attributes.id)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('data-')) set(name, value)
    const spelled = kebab(name)
    if (spelled === 'aria-role') set('role', value)
    else if (spelled.startsWith('aria-')) set(spelled, value)
  }
  if (!natively(element, tag, attributes)) draw(element, children)
}

function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') element.removeAttribute(name)
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value))
}

function inPixels(style: string): string {
  return style.replace(/(-?[\d.]+)rpx/g, (_, length) => `calc(100vw * ${length} / 750)`)
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function handlersIn(attributes: Values): Memory['handlers'] {
  const handlers: Memory['handlers'] = new Map()
  for (const [name, handler] of Object.entries(attributes)) {
    const [, how, type] = /^(bind|catch|mut-bind):?(.+)$/.exec(name) ?? []
    if (type && typeof handler === 'string' && handler !== '') handlers.set(type, { handler, stops: how !== 'bind' })
  }
  return handlers
}

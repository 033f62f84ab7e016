import type { Values } from '../messages'
import type { Drawn } from './wire'

export type Piece = string | Placed

/** A node to be put on the screen, of the page itself or of one of its components. */
export interface Placed {
  tag: string
  attributes: Values
  children: Piece[]
  /** The component that its handlers belong to. */
  component?: string
}

/** Components of their own templates; all others are WeChat's. */
export type IsComponent = (tag: string) => string | undefined

/** What a component shows: its own data, once it has set any, over what its parent gives it. */
export type DataOf = (component: string, given: Values) => Values

export interface Unfolding {
  isComponent: IsComponent
  dataOf: DataOf
  component?: string
}

/** Takes the virtual nodes and the components out of a drawn tree: what is left is what lies on the screen. */
export function unfold(children: Drawn['children'], unfolding: Unfolding): Piece[] {
  return (children ?? []).flatMap((child) => pieces(child, unfolding))
}

function pieces(node: Drawn | string | number | null | undefined, unfolding: Unfolding): Piece[] {
  if (node === null || node === undefined) return []
  if (typeof node !== 'object') return [String(node)]
  if (node.tag === 'virtual') return unfold(node.children, unfolding)
  const attributes = { ...node.attr }
  const { component } = unfolding
  const path = unfolding.isComponent(node.tag)
  if (path === undefined) return [{ tag: node.tag, attributes, children: unfold(node.children, unfolding), component }]
  return [insideOf(path, { tag: node.tag, attributes, component }, unfolding)]
}

function insideOf(path: string, host: Omit<Placed, 'children'>, unfolding: Unfolding): Placed {
  const name = componentName(path, host.attributes)
  const template = window.__runner.template(path)
  if (!template) throw new Error(`there is no template ${path}.wxml`)
  const tree = template(unfolding.dataOf(name, host.attributes))
  return { ...host, children: unfold(tree.children, { ...unfolding, component: name }), component: name }
}

/** Taro gives each of its components the node that it draws. */
function componentName(path: string, attributes: Values): string {
  const { sid } = (attributes.i ?? {}) as { sid?: string }
  return `${path}#${sid ?? attributes.id ?? ''}`
}

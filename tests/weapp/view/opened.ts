import { put } from '../logic/data'
import type { Change, Note, PageEvent, Values } from '../messages'
import { draw, memoryOf } from './draw'
import { type DataOf, type Piece, type Placed, unfold } from './tree'
import type { Wire } from './wire'

/** A page as the view has it. */
interface Shown {
  id: number
  route: string
  data: Values
  /** What components have set of their own, and those that are on the page. */
  own: Map<string, Values>
  attached: Map<string, Values>
  host: HTMLElement
  root: HTMLElement
  settings: Values
  reached: number
}

interface Deps {
  wire: Wire
  note: (note: Note) => void
  /** Called after each drawing of the page in front. */
  drawn: (shown: Shown) => void
}

const endDistance = 50

/** The pages that the view holds, drawn from the data that the logic thread has set. */
export class Opened {
  private readonly pages = new Map<number, Shown>()
  readonly stubs: Values = {}
  front: Shown | undefined

  constructor(
    private readonly stack: HTMLElement,
    private readonly deps: Deps,
  ) {}

  open({ page: id, route, data }: { page: number; route: string; data: Values }): void {
    const { app, settings } = window.__runner.facts
    const host = document.createElement('div')
    host.className = 'page-host'
    host.dataset.route = route
    host.hidden = true
    const root = document.createElement('wx-page')
    host.append(root)
    this.stack.append(host)
    const all = { ...app.window, ...settings[route] }
    const maps = { own: new Map(), attached: new Map() }
    const shown: Shown = { id, route, data, ...maps, host, root, settings: all, reached: -1 }
    this.pages.set(id, shown)
    host.addEventListener('scroll', () => this.scrolled(shown))
    this.draw(shown)
  }

  close(id: number): void {
    this.pages.get(id)?.host.remove()
    this.pages.delete(id)
  }

  show(id: number): Shown | undefined {
    this.front = this.pages.get(id)
    for (const page of this.pages.values()) page.host.hidden = page !== this.front
    return this.front
  }

  page(id: number): Shown | undefined {
    return this.pages.get(id)
  }

  setData({
    page: id,
    component,
    changes,
    back,
  }: {
    page: number
    component?: string
    changes: Change[]
    back?: number
  }) {
    const shown = this.pages.get(id)
    if (!shown) return
    const data = component === undefined ? shown.data : ownData(shown, component)
    for (const change of changes) put(data, change)
    this.draw(shown)
    if (back !== undefined) this.deps.wire.say({ kind: 'rendered', back })
  }

  send(element: HTMLElement, type: string, event: PageEvent): void {
    const page = [...this.pages.values()].find(({ host }) => host.contains(element))
    const memory = memoryOf(element)
    const known = memory?.handlers.get(type)
    if (!page || !known) return
    this.deps.wire.say({ kind: 'event', page: page.id, component: memory?.component, handler: known.handler, event })
  }

  noteCall(api: string, given: unknown): void {
    this.deps.note({ what: 'call', api, given, at: performance.timeOrigin + performance.now() })
  }

  share(): void {
    if (this.front) this.deps.wire.say({ kind: 'share', page: this.front.id })
  }

  private draw(shown: Shown): void {
    const template = window.__runner.template(shown.route)
    if (!template) throw new Error(`there is no template ${shown.route}.wxml`)
    const dataOf: DataOf = (component, given) => ({ ...given, ...shown.own.get(component) })
    const isComponent = (tag: string) => componentPath(shown, tag)
    const pieces = unfold(template(shown.data).children, { isComponent, dataOf })
    draw(shown.root, pieces)
    this.tellComponents(shown, componentsIn(pieces))
    this.deps.drawn(shown)
  }

  private tellComponents(shown: Shown, present: Map<string, Values>): void {
    const tell = (component: string, data: Values, attached: boolean) => {
      const name = component.split('#')[0] ?? ''
      this.deps.wire.say({ kind: 'component', page: shown.id, component, name, attached, data })
    }
    for (const [component, data] of present) if (!shown.attached.has(component)) tell(component, data, true)
    for (const [component, data] of shown.attached) if (!present.has(component)) tell(component, data, false)
    for (const component of shown.attached.keys()) if (!present.has(component)) shown.own.delete(component)
    shown.attached = present
  }

  private scrolled(shown: Shown): void {
    const { scrollTop, scrollHeight, clientHeight } = shown.host
    const tell = (event: string, given?: unknown) => this.deps.wire.say({ kind: 'page', page: shown.id, event, given })
    tell('onPageScroll', { scrollTop })
    if (scrollTop + clientHeight < scrollHeight - endDistance || shown.reached === scrollHeight) return
    shown.reached = scrollHeight
    tell('onReachBottom')
  }
}

function componentPath({ route }: Shown, tag: string): string | undefined {
  const { settings } = window.__runner.facts
  const name = tag.replace(/^wx-/, '')
  const find = (from: string): string | undefined => {
    const path = ((settings[from]?.usingComponents ?? {}) as Record<string, string>)[name]
    return path === undefined ? undefined : new URL(path, `package:///${from}`).pathname.slice(1)
  }
  return find(route)
}

function ownData(shown: Shown, component: string): Values {
  const known = shown.own.get(component) ?? structuredClone(shown.attached.get(component) ?? {})
  shown.own.set(component, known)
  return known
}

function componentsIn(pieces: Piece[], found = new Map<string, Values>()): Map<string, Values> {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue
    if (isHost(piece)) found.set(piece.component ?? '', { i: piece.attributes.i, l: piece.attributes.l })
    componentsIn(piece.children, found)
  }
  return found
}

const isHost = ({ attributes, component }: Placed) => component !== undefined && attributes.i !== undefined

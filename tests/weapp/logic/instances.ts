import type { Change, Values } from '../messages'
import { crossed, put } from './data'
import { fault, guarded, note } from './notes'
import { outside } from './outside'

export type Definition = Values & { data?: Values; methods?: Values; lifetimes?: Values; properties?: Values }
export type Instance = Values & { data: Values }

/** What a page of the runner is: the object that the package sees, and where it stands. */
export interface OpenPage {
  id: number
  route: string
  instance: Instance
  components: Map<string, Instance>
  front: boolean
  /** When it left the front. */
  hiddenAt: number
  closed: boolean
}

/** What a page hides of itself as it leaves, a code above all, is drawn just after. */
const leavingMs = 500

let backs = 0
const waiting = new Map<number, () => void>()

/** The view has drawn what a `setData` changed. */
export function rendered(back: number): void {
  waiting.get(back)?.()
  waiting.delete(back)
}

export function pageInstance(definition: Definition, page: Omit<OpenPage, 'instance'>, query: Values): Instance {
  const given = { ...definition, ...definition.methods }
  return Object.assign(Object.create(null), given, {
    data: crossed(definition.data ?? {}),
    route: page.route,
    __route__: page.route,
    is: page.route,
    options: query,
    setData: settingData(page),
    selectComponent: () => null,
    getTabBar: () => null,
    getOpenerEventChannel: () => ({ on() {}, once() {}, off() {}, emit() {} }),
  }) as Instance
}

function componentInstance(definition: Definition, page: OpenPage, { component, data }: ComponentChange): Instance {
  return Object.assign(Object.create(null), definition.methods, {
    data: { ...crossed(definition.data ?? {}), ...data },
    props: data,
    properties: data,
    is: page.route,
    setData: settingData(page, component),
    selectComponent: () => null,
    triggerEvent() {},
  }) as Instance
}

interface ComponentChange {
  component: string
  attached: boolean
  data: Values
}

/** The view has made or removed a component; its `attached` and `detached` run here. */
export function componentChanged(page: OpenPage, definition: Definition | undefined, change: ComponentChange): void {
  const life = { ...definition, ...definition?.lifetimes } as Values
  if (change.attached) {
    if (!definition) throw new Error(`the component ${change.component} was never defined`)
    page.components.set(change.component, componentInstance(definition, page, change))
  }
  const instance = page.components.get(change.component)
  for (const name of change.attached ? ['created', 'attached', 'ready'] : ['detached']) {
    if (typeof life[name] === 'function') guarded(name, () => (life[name] as () => void).call(instance))
  }
  if (!change.attached) page.components.delete(change.component)
}

function settingData(page: Omit<OpenPage, 'instance'>, component?: string) {
  return function setData(this: Instance, changed: Values, done?: () => void): void {
    const text = JSON.stringify(changed)
    const hidden = !page.front && outside.clock() > page.hiddenAt + leavingMs
    note({ what: 'setData', route: page.route, bytes: utf8Length(text), at: outside.clock(), hidden })
    if (hidden && !page.closed) fault('hidden', `setData of ${page.route} while it is not in front`)
    if (page.closed) return
    const changes = Object.entries(JSON.parse(text) as Values) as Change[]
    for (const change of changes) put(this.data, change)
    const back = ++backs
    if (done) waiting.set(back, () => guarded('setData', () => done.call(this)))
    outside.post({ kind: 'data', page: page.id, component, changes, back: done ? back : undefined })
  }
}

function utf8Length(text: string): number {
  let length = 0
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length
}

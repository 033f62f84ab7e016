import type { Launch, Values } from '../messages'
import { type Definition, type OpenPage, pageInstance } from './instances'
import type { Modules } from './modules'
import { fault, guarded, note } from './notes'
import { outside } from './outside'
import { type Address, addressOf, type Phone, routesOf } from './phone'

const deepest = 10

/** The pages that are open: WeChat's rules of who may be opened from where, and the life of a page. */
export class Stack {
  readonly pages: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()
  private readonly definitions = new Map<string, Definition>()
  private readonly routes: Set<string>
  private readonly tabRoutes: Set<string>
  private made = 0

  constructor(
    private readonly phone: Phone,
    private readonly modules: Modules,
  ) {
    this.routes = new Set(routesOf(phone.app))
    this.tabRoutes = new Set(phone.app.tabBar?.list.map(({ pagePath }) => pagePath))
  }

  get top(): OpenPage | undefined {
    return this.pages.at(-1)
  }

  /** `Page` or `Component` was called by the script that is being run. */
  define = (definition: Definition): void => {
    this.definitions.set(this.modules.running, definition)
  }

  definition(name: string): Definition | undefined {
    return this.definitions.get(name)
  }

  page(id: number): OpenPage | undefined {
    return [...this.pages, ...this.tabs.values()].find((page) => page.id === id)
  }

  launch({ path, query }: Launch): void {
    this.openOnTop({ route: path, query })
  }

  navigateTo(address: Address): void {
    if (this.tabRoutes.has(address.route)) throw new Error(`can not navigateTo a tabbar page`)
    if (this.pages.length >= deepest) throw new Error(`webview count limit exceed`)
    this.openOnTop(address)
  }

  redirectTo(address: Address): void {
    if (this.tabRoutes.has(address.route)) throw new Error(`can not redirectTo a tabbar page`)
    this.check(address.route)
    this.close(this.pages.pop())
    this.openOnTop(address)
  }

  reLaunch(address: Address): void {
    this.check(address.route)
    this.tabs.clear()
    while (this.pages.length > 0) this.close(this.pages.pop())
    this.openOnTop(address)
  }

  switchTab({ route }: Address, tapped = false): void {
    if (!this.tabRoutes.has(route)) throw new Error(`can not switch to no-tabBar page`)
    const before = this.top
    while (this.top && !this.tabRoutes.has(this.top.route)) this.close(this.pages.pop())
    this.pages.splice(0)
    const known = this.tabs.get(route)
    if (before && before !== known) this.hide(before)
    if (known) {
      this.pages.push(known)
      if (known !== before) this.show(known)
    } else this.openOnTop({ route, query: {} }, false)
    const { list = [] } = this.phone.app.tabBar ?? {}
    const index = list.findIndex(({ pagePath }) => pagePath === route)
    if (tapped) this.call(this.top, 'onTabItemTap', { index, pagePath: route, text: list[index]?.text })
  }

  back(steps = 1): void {
    if (this.pages.length < 2) return
    for (let left = steps; left > 0 && this.pages.length > 1; left--) this.close(this.pages.pop())
    if (this.top) this.show(this.top)
  }

  call(page: OpenPage | undefined, name: string, given?: unknown): unknown {
    const method = page?.instance[name]
    if (!page || page.closed || typeof method !== 'function') return undefined
    return guarded(`${page.route} ${name}`, () => method.call(page.instance, given))
  }

  hide(page: OpenPage): void {
    if (!page.front) return
    page.front = false
    page.hiddenAt = outside.clock()
    this.call(page, 'onHide')
    this.noteLife(page, 'hidden')
  }

  show(page: OpenPage): void {
    page.front = true
    const tab = this.tabRoutes.has(page.route)
    outside.post({ kind: 'front', page: page.id, depth: this.pages.length, tab })
    this.noteLife(page, 'shown')
    this.call(page, 'onShow')
  }

  private openOnTop({ route, query }: Address, hideTop = true): void {
    const definition = this.definitionOf(route)
    if (hideTop && this.top) this.hide(this.top)
    const standing = { id: ++this.made, route, components: new Map(), front: true, hiddenAt: 0, closed: false }
    const page = standing as unknown as OpenPage
    page.instance = pageInstance(definition, page, query)
    this.pages.push(page)
    if (this.tabRoutes.has(route)) this.tabs.set(route, page)
    this.noteLife(page, 'opened')
    outside.post({ kind: 'open', page: page.id, route, data: page.instance.data as Values })
    this.call(page, 'onLoad', query)
    this.show(page)
    outside.setTimeout(() => this.call(page, 'onReady'), 0)
    this.preload(route)
  }

  private close(page: OpenPage | undefined): void {
    if (!page) return
    if (this.tabs.get(page.route) === page) this.tabs.delete(page.route)
    page.front = false
    this.call(page, 'onUnload')
    page.closed = true
    this.noteLife(page, 'closed')
    outside.post({ kind: 'close', page: page.id })
  }

  private check(route: string): void {
    if (!this.routes.has(route)) throw new Error(`page "${route}" is not found`)
  }

  /** Runs the page's script on the first visit, and fetches its sub-package where the phone does not have it yet. */
  private definitionOf(route: string): Definition {
    this.check(route)
    const root = this.modules.packageOf(route)
    if (root && !this.modules.has(root)) {
      if (this.phone.offline) throw new Error(`loadSubpackage:fail ${root}`)
      this.modules.take(root, 'visited')
    }
    if (!this.definitions.has(route)) for (const script of this.scriptsOf(route)) this.modules.require(script)
    const definition = this.definitions.get(route)
    if (!definition) {
      fault('refused', `${route}.js did not call Page`)
      throw new Error(`page "${route}" was not registered`)
    }
    return definition
  }

  /** A page comes after the components that it names. */
  private scriptsOf(route: string): string[] {
    const named = (this.phone.settings[route]?.usingComponents ?? {}) as Record<string, string>
    return [...Object.values(named).map((path) => addressOf(path, route).route), route]
  }

  private preload(route: string): void {
    const rule = this.phone.app.preloadRule?.[route]
    if (!rule || this.phone.offline) return
    outside.setTimeout(() => {
      for (const root of rule.packages) this.modules.take(root.replace(/\/$/, ''), 'preloaded')
    }, 0)
  }

  private noteLife({ route }: OpenPage, event: 'opened' | 'shown' | 'hidden' | 'closed'): void {
    note({ what: 'page', route, event, at: outside.clock() })
  }
}

import type { Values } from '../messages'
import type { Wire } from './wire'

interface Front {
  route: string
  settings: Values
}

/** The title bar above a page and the tab bar below it, as WeChat draws them from app.json and the page's own JSON. */
export class Bars {
  private readonly texts: string[]

  constructor(
    private readonly places: { title: HTMLElement; tabs: HTMLElement },
    private readonly wire: Wire,
    private readonly theme: () => 'light' | 'dark',
  ) {
    this.texts = (window.__runner.facts.app.tabBar?.list ?? []).map(({ text }) => text)
  }

  rename(index: number, text: string): void {
    this.texts[index] = text
  }

  draw(front: Front, depth: number): void {
    this.drawTitle(front, depth)
    this.drawTabs(front)
  }

  private drawTitle({ route, settings }: Front, depth: number): void {
    const { title } = this.places
    const custom = settings.navigationStyle === 'custom'
    title.className = custom ? 'custom' : ''
    title.style.background = custom ? 'none' : (this.colour(settings.navigationBarBackgroundColor) ?? '#fff')
    title.style.color = this.colour(settings.navigationBarTextStyle) === 'white' ? '#fff' : '#000'
    const name = make('div', { role: 'heading', 'aria-level': '1', class: 'title' })
    name.textContent = String(settings.navigationBarTitleText ?? '')
    title.replaceChildren(name, make('div', { class: 'capsule', 'aria-hidden': 'true' }))
    if (depth > 1) title.prepend(this.leaving('返回', '‹', () => this.wire.say({ kind: 'back' })))
    else if (!this.isTab(route)) title.prepend(this.leaving('返回首页', '⌂', () => this.goHome()))
  }

  /** WeChat's own home button stands where a link led straight to a page. */
  private goHome(): void {
    const { app } = window.__runner.facts
    this.wire.say({ kind: 'tab', path: app.tabBar?.list[0]?.pagePath ?? app.pages[0] ?? '' })
  }

  private leaving(label: string, sign: string, act: () => void): HTMLElement {
    const button = make('button', { class: 'back', 'aria-label': label })
    button.textContent = sign
    button.addEventListener('click', act)
    return button
  }

  private drawTabs({ route }: Front): void {
    const { tabs } = this.places
    const { tabBar } = window.__runner.facts.app
    tabs.replaceChildren()
    if (!tabBar || !this.isTab(route)) return
    tabs.setAttribute('role', 'tablist')
    tabs.style.background = this.colour(tabBar.backgroundColor) ?? '#fff'
    for (const [index, { pagePath }] of tabBar.list.entries()) {
      const chosen = pagePath === route
      const tab = make('button', { role: 'tab', 'aria-selected': String(chosen) })
      tab.textContent = this.texts[index] ?? ''
      tab.style.color = this.colour(chosen ? tabBar.selectedColor : tabBar.color) ?? ''
      tab.addEventListener('click', () => this.wire.say({ kind: 'tab', path: pagePath }))
      tabs.append(tab)
    }
  }

  private isTab(route: string): boolean {
    return window.__runner.facts.app.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false
  }

  /** `@name` is a variable of theme.json. */
  private colour(value: unknown): string | undefined {
    if (typeof value !== 'string') return undefined
    return value.startsWith('@') ? window.__runner.facts.theme[this.theme()][value.slice(1)] : value
  }
}

export function make(name: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  return element
}

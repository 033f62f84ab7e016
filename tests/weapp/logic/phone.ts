import type { AppJson, Device, Launch, Values } from '../messages'
import { outside } from './outside'

export interface Address {
  route: string
  query: Record<string, string>
}

/** What the interfaces share: the device, the network, and questions to the view. */
export class Phone {
  app: AppJson = { pages: [] }
  settings: Record<string, Values> = {}
  device = {} as Device
  launch: Launch = { path: '', query: {}, scene: 1001 }
  offline = false
  stubs: Values = {}
  readonly stored = new Map<string, string>()
  private asked = 0
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()

  /** Asks the view for what only it can know or show. */
  ask<Reply>(what: string, given: Values = {}): Promise<Reply> {
    const ask = ++this.asked
    outside.post({ kind: 'ask', ask, what, given })
    return new Promise((resolve, reject) => this.waiting.set(ask, { resolve, reject }))
  }

  answered({ ask, value, error }: { ask: number; value?: unknown; error?: string }): void {
    const waiting = this.waiting.get(ask)
    this.waiting.delete(ask)
    if (error !== undefined) waiting?.reject(new Error(error))
    else waiting?.resolve(value as never)
  }
}

export function routesOf({ pages, subPackages = [] }: AppJson): string[] {
  const below = subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/\/$/, '')}/${page}`))
  return [...pages, ...below]
}

/** An address as `navigateTo` takes it, relative to the page that asks. */
export function addressOf(url: string, from = ''): Address {
  const [path = '', text = ''] = url.split('?')
  const query: Record<string, string> = {}
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const [name = '', ...value] = pair.split('=')
    query[name] = decodeURIComponent(value.join('='))
  }
  return { route: new outside.URL(path, `package:///${from}`).pathname.replace(/^\//, ''), query }
}

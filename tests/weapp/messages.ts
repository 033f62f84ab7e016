/** What the two halves of the runner tell each other, as the two threads of a mini-program do. */

export type Values = Record<string, unknown>

/** What is in app.json and matters while it runs. */
export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  preloadRule?: Record<string, { network?: string; packages: string[] }>
  tabBar?: { list: { pagePath: string; text: string }[] } & Values
  window?: Values
  themeLocation?: string
}

/** The package as the phone's browser half needs it; the scripts are fetched one by one. */
export interface PackageFacts {
  app: AppJson
  /** The JSON file of each page and component, by its path without an ending. */
  settings: Record<string, Values>
  /** The styles of each page, and of `app`, as CSS. */
  styles: Record<string, string>
  theme: Record<'light' | 'dark', Record<string, string>>
  scripts: string[]
}

/** What the phone says of itself when it is asked. */
export interface Device {
  width: number
  height: number
  pixelRatio: number
  theme: 'light' | 'dark'
  language: string
  /** WeChat's own text size: 16 is the middle, 26 the largest. */
  fontSize: number
  statusBarHeight: number
}

/** How a user came in, and what a test wants to be different. */
export interface Launch {
  path: string
  query: Record<string, string>
  scene: number
}

export type FaultKind =
  /** A name was used that a phone does not have. */
  | 'global'
  /** WeChat has no such interface, or the runner does not know it. */
  | 'api'
  /** Code was made from text. */
  | 'code'
  | 'exception'
  | 'rejection'
  /** `setData` of a page that is not in front. */
  | 'hidden'
  /** WeChat would have refused: a page that is not there, an eleventh page, a tab opened by navigateTo … */
  | 'refused'

export interface Fault {
  kind: FaultKind
  what: string
}

export type Note =
  | { what: 'fault'; fault: Fault }
  | { what: 'setData'; route: string; bytes: number; at: number; hidden: boolean }
  | { what: 'call'; api: string; given: unknown; at: number }
  | { what: 'package'; root: string; how: 'visited' | 'preloaded'; at: number }
  | { what: 'page'; route: string; event: 'opened' | 'shown' | 'hidden' | 'closed'; at: number }
  | { what: 'listeners'; kind: string; count: number }
  | { what: 'timers'; count: number }
  | { what: 'log'; level: string; text: string }

export type Change = [path: string, value: unknown]

export type ToView =
  | { kind: 'note'; note: Note }
  | { kind: 'open'; page: number; route: string; data: Values }
  | { kind: 'close'; page: number }
  | { kind: 'front'; page: number; depth: number; tab: boolean }
  | { kind: 'data'; page: number; component?: string; changes: Change[]; back?: number }
  | { kind: 'bar'; page: number; settings: Values }
  | { kind: 'tabText'; index: number; text: string }
  | { kind: 'pulled'; page: number; refreshing: boolean }
  | { kind: 'store'; key: string; text: string | null }
  | { kind: 'ask'; ask: number; what: string; given: Values }
  | { kind: 'launched' }

export interface TouchTarget {
  id: string
  dataset: Record<string, string>
  offsetLeft: number
  offsetTop: number
}

export interface PageEvent {
  type: string
  timeStamp: number
  target: TouchTarget
  currentTarget: TouchTarget
  detail: Values
}

export type ToLogic =
  | {
      kind: 'start'
      facts: Pick<PackageFacts, 'app' | 'settings' | 'scripts'>
      device: Device
      stored: Record<string, string>
      launch: Launch
      offline: boolean
      /** Answers in place of the phone's own, by the name of the interface; `{ fail }` makes it fail. */
      stubs: Values
    }
  | { kind: 'event'; page: number; component?: string; handler: string; event: PageEvent }
  | { kind: 'page'; page: number; event: string; given?: unknown }
  | { kind: 'component'; page: number; component: string; name: string; attached: boolean; data: Values }
  | { kind: 'rendered'; back: number }
  | { kind: 'answer'; ask: number; value?: unknown; error?: string }
  | { kind: 'tab'; path: string }
  | { kind: 'back' }
  | { kind: 'app'; event: 'show' | 'hide' }
  | { kind: 'network'; offline: boolean }
  | { kind: 'device'; device: Partial<Device> }
  | { kind: 'stub'; api: string; answer: unknown }
  | { kind: 'share'; page: number }

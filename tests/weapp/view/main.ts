import type { Launch, ToView, Values } from '../messages'
import { Bars } from './bars'
import { eventsGoTo } from './emit'
import { Opened } from './opened'
import { Over } from './over'
import { Recorder } from './recorder'
import { followTaps } from './touch'
import { whereIs } from './where'
import { Wire } from './wire'

/** The view thread: it draws what the logic thread sets, and tells it what was touched. */
const element = (id: string) => document.getElementById(id) as HTMLElement
const dark = matchMedia('(prefers-color-scheme: dark)')
const theme = () => (dark.matches ? 'dark' : 'light')
const wire = new Wire()
const recorder = new Recorder()
const over = new Over(element('over'))
const bars = new Bars({ title: element('title'), tabs: element('tabs') }, wire, theme)
const opened = new Opened(element('stack'), { wire, note: (note) => recorder.add(note), drawn: noteFirstRender })
let depth = 1

const stored = 'wx:'
const settings = JSON.parse(document.body.dataset.settings ?? '{}') as {
  fontSize: number
  stubs: Values
  offline: boolean
}

const answers: Record<string, (given: Values) => unknown> = {
  ...over.answers,
  copied({ text }) {
    recorder.clipboard = String(text)
    return over.answers.showToast?.({ title: '内容已复制', icon: 'success' })
  },
  query: ({ page, questions }) => whereIs(opened.page(Number(page))?.host, questions as never),
  scroll({ page, scrollTop, selector }) {
    const host = opened.page(Number(page))?.host
    if (typeof selector === 'string') host?.querySelector(selector)?.scrollIntoView()
    else host?.scrollTo({ top: Number(scrollTop) })
  },
}

type Message<Kind extends ToView['kind']> = Extract<ToView, { kind: Kind }>
const hear: { [Kind in ToView['kind']]: (message: Message<Kind>) => void } = {
  note: ({ note }) => recorder.add(note),
  open: (page) => opened.open(page),
  close: ({ page }) => opened.close(page),
  front(message) {
    depth = message.depth
    opened.show(message.page)
    drawFront()
  },
  data: (data) => opened.setData(data),
  bar({ page, settings }) {
    const shown = opened.page(page)
    if (!shown) return
    const { title, frontColor, backgroundColor, ...others } = settings
    Object.assign(shown.settings, others)
    if (title !== undefined) shown.settings.navigationBarTitleText = title
    if (backgroundColor !== undefined) shown.settings.navigationBarBackgroundColor = backgroundColor
    if (frontColor !== undefined) shown.settings.navigationBarTextStyle = frontColor === '#ffffff' ? 'white' : 'black'
    drawFront()
  },
  tabText({ index, text }) {
    bars.rename(index, text)
    drawFront()
  },
  pulled: ({ refreshing }) => document.body.toggleAttribute('data-refreshing', refreshing),
  store: ({ key, text }) =>
    text === null ? localStorage.removeItem(stored + key) : localStorage.setItem(stored + key, text),
  ask({ ask, what, given }) {
    Promise.resolve()
      .then(() => answers[what]?.(given))
      .then(
        (value) => wire.say({ kind: 'answer', ask, value }),
        (error: Error) => wire.say({ kind: 'answer', ask, error: error.message }),
      )
  },
  launched() {
    recorder.launched = true
  },
}

function drawFront(): void {
  if (!opened.front) return
  const { route } = opened.front
  // Each page of a mini-program has a window of its own, so the styles of the others do not reach it.
  for (const style of document.querySelectorAll<HTMLStyleElement>('style[data-page]')) {
    style.media = style.dataset.page === 'app' || style.dataset.page === route ? 'all' : 'not all'
  }
  bars.draw(opened.front, depth)
}

function noteFirstRender({ root }: { root: HTMLElement }): void {
  if (recorder.firstRender === undefined && root.childElementCount > 0) recorder.firstRender = performance.now()
}

function storedTexts(): Record<string, string> {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(stored))
  return Object.fromEntries(keys.map((key) => [key.slice(stored.length), localStorage.getItem(key) ?? '']))
}

function device() {
  const { innerWidth: width, innerHeight: height, devicePixelRatio: pixelRatio } = window
  const language = navigator.language.startsWith('zh') ? 'zh_CN' : navigator.language.slice(0, 2)
  return {
    width,
    height,
    pixelRatio,
    theme: theme(),
    language,
    fontSize: settings.fontSize,
    statusBarHeight: 44,
  } as const
}

/** The path to come in by, as a link or a QR code would name it. */
function launch(): Launch {
  const wanted = new URLSearchParams(location.search)
  const { app } = window.__runner.facts
  const [path = '', query = ''] = (wanted.get('path') ?? app.pages[0] ?? '').split('?')
  return { path, query: Object.fromEntries(new URLSearchParams(query)), scene: Number(wanted.get('scene') ?? 1001) }
}

const phone = {
  recorder,
  opened,
  network: (offline: boolean) => wire.say({ kind: 'network', offline }),
  app: (event: 'show' | 'hide') => wire.say({ kind: 'app', event }),
  stub(api: string, answer: unknown) {
    opened.stubs[api] = answer
    wire.say({ kind: 'stub', api, answer })
  },
  pull() {
    document.body.setAttribute('data-refreshing', '')
    if (opened.front) wire.say({ kind: 'page', page: opened.front.id, event: 'onPullDownRefresh' })
  },
  share: () => opened.share(),
}
declare global {
  interface Window {
    __phone: typeof phone
  }
}
window.__phone = phone

dark.addEventListener('change', () => {
  wire.say({ kind: 'device', device: { theme: theme() } })
  drawFront()
})
eventsGoTo((...event) => opened.send(...event))
followTaps(opened)
wire.listen((message) => hear[message.kind](message as never))
const { app, settings: json, scripts } = window.__runner.facts
wire.say({
  kind: 'start',
  facts: { app, settings: json, scripts },
  device: device(),
  stored: storedTexts(),
  launch: launch(),
  offline: settings.offline,
  stubs: settings.stubs,
})

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

interface App {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  preloadRule?: Record<string, { packages: string[] }>
  tabBar?: Record<string, unknown> & { list: { text: string; iconPath?: string; selectedIconPath?: string }[] }
  window?: Record<string, unknown>
  lazyCodeLoading?: string
  darkmode?: boolean
  themeLocation?: string
}
type Theme = Record<'light' | 'dark', Record<string, string>>

/** What WeChat's guides ask of app.json beyond its schema: loading on demand, both themes, a small tab bar, no lost page. */
export function checkAppRules(root: string): Finding[] {
  const app = json<App>(root, 'app.json')
  if (!app) return []
  const theme = json<Theme>(root, app.themeLocation ?? 'theme.json') ?? { light: {}, dark: {} }
  return [
    ...found('app.json', [...loadingProblems(app), ...tabProblems(app)]),
    ...found(app.themeLocation ?? 'app.json', themeProblems(app, theme)),
    ...iconProblems(root, { app, theme }),
    ...unusedComponents(root),
    ...lostPages(root, app),
  ]
}

const found = (file: string, problems: string[]): Finding[] => problems.map((problem) => ({ file, problem }))

function json<T>(root: string, file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T
  } catch {
    // A missing or broken file is the schema check's to report.
    return undefined
  }
}

function loadingProblems({ lazyCodeLoading, subPackages = [], preloadRule = {} }: App): string[] {
  const roots = new Set(subPackages.map(({ root }) => root.replace(/\/$/, '')))
  const unknown = Object.values(preloadRule)
    .flatMap(({ packages }) => packages)
    .filter((name) => !roots.has(name.replace(/\/$/, '')))
  return [
    ...(lazyCodeLoading === 'requiredComponents' ? [] : ['lazyCodeLoading is not "requiredComponents"']),
    ...(roots.size > 0 && Object.keys(preloadRule).length === 0 ? ['sub-packages are never preloaded'] : []),
    ...unknown.map((name) => `preloadRule names ${name}, which is no sub-package`),
  ]
}

const themed = {
  window: ['navigationBarBackgroundColor', 'navigationBarTextStyle', 'backgroundColor'],
  tabBar: ['color', 'selectedColor', 'backgroundColor', 'borderStyle'],
} as const

function themeProblems(app: App, { light, dark }: Theme): string[] {
  if (app.darkmode !== true || app.themeLocation === undefined) return ['darkmode or themeLocation is missing']
  const names = (part: object) => Object.keys(part).sort().join()
  const fixed = (['window', 'tabBar'] as const).flatMap((place) =>
    app[place]
      ? themed[place].filter((name) => !String(app[place]?.[name]).startsWith('@')).map((name) => `${place}.${name}`)
      : [],
  )
  const used = [...JSON.stringify(app).matchAll(/"@(\w+)"/g)].map(([, name]) => name ?? '')
  return [
    ...(names(light ?? {}) === names(dark ?? {}) ? [] : ['light and dark do not have the same variables']),
    ...fixed.map((name) => `${name} is the same in light and dark`),
    ...used.filter((name) => !(name in (light ?? {}))).map((name) => `@${name} is no variable`),
  ]
}

const mostTabs = 4
const longestTab = 4

function tabProblems({ tabBar }: App): string[] {
  if (!tabBar) return []
  const { list } = tabBar
  const long = list.filter(({ text }) => text.length > longestTab)
  return [
    ...(list.length >= 2 && list.length <= mostTabs
      ? []
      : [`${list.length} tabs; two to ${mostTabs} are looked through at once`]),
    ...long.map(({ text }) => `the tab "${text}" has more than ${longestTab} letters`),
  ]
}

const iconSize = 81
const largestIconKb = 40

function iconProblems(root: string, { app, theme }: { app: App; theme: Theme }): Finding[] {
  const named = (app.tabBar?.list ?? []).flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath])
  const files = named.flatMap((name) =>
    name?.startsWith('@') ? [theme.light?.[name.slice(1)], theme.dark?.[name.slice(1)]] : [name],
  )
  return [...new Set(files)].flatMap((file) => {
    if (file === undefined || !existsSync(path.join(root, file))) return []
    const picture = readFileSync(path.join(root, file))
    // A PNG has its width and height at a fixed place.
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)]
    const size =
      width === iconSize && height === iconSize ? [] : [`${width} × ${height}, not ${iconSize} × ${iconSize}`]
    const weight = picture.length > largestIconKb * 1024 ? [`over ${largestIconKb} KB`] : []
    return found(file, [...size, ...weight])
  })
}

/** The two that Taro gives to every page; what they are for is found out while drawing. */
const ofTaro = new Set(['comp', 'custom-wrapper'])

function unusedComponents(root: string): Finding[] {
  return filesUnder(root, '.json').flatMap((file) => {
    const { usingComponents = {} } = json<{ usingComponents?: Record<string, string> }>(root, file) ?? {}
    const template = path.join(root, file.replace(/\.json$/, '.wxml'))
    const text = existsSync(template) ? readFileSync(template, 'utf8') : ''
    const unused = Object.keys(usingComponents).filter((name) => !ofTaro.has(name) && !text.includes(`<${name}`))
    return found(
      file,
      unused.map((name) => `uses the component ${name} and never shows it`),
    )
  })
}

/** A page that no script names as an address can be reached by nobody. Tabs and the first page need no link. */
function lostPages(root: string, { pages = [], subPackages = [], tabBar }: App): Finding[] {
  const below = subPackages.flatMap((one) => one.pages.map((page) => path.posix.join(one.root, page)))
  const tabs = new Set((tabBar?.list ?? []).map((tab) => (tab as { pagePath?: string }).pagePath))
  const linked = [...pages.slice(1), ...below].filter((page) => !tabs.has(page))
  if (linked.length === 0) return []
  const scripts = filesUnder(root, '.js').map((file) => readFileSync(path.join(root, file), 'utf8'))
  const lost = linked.filter(
    (page) =>
      !scripts.some((text) => text.includes(`/${page}"`) || text.includes(`/${page}'`) || text.includes(`/${page}?`)),
  )
  return lost.map((page) => ({ file: page, problem: 'is a page that nothing links to' }))
}

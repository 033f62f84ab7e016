import type { Browser } from 'playwright-core'
import { openBrowser } from '../journeys/phone'
import type { FaultKind } from './messages'
import { type TinyPhone, tinyPhone } from './tinyPhone'

/** The runner is only worth something when it finds what it is for: packages with one planted fault each. */
let browser: Browser
let phone: TinyPhone | undefined
beforeAll(async () => {
  browser = await openBrowser()
})
afterEach(async () => {
  await phone?.close()
  phone = undefined
})
afterAll(() => browser.close())

const onLoad = (code: string) => `Page({ data: { text: 'hello' }, onLoad: function () { ${code} } })`

async function faultsOf(files: Record<string, string>): Promise<string[]> {
  phone = await tinyPhone(browser, files)
  const faults = (await phone.settled('fault')).map(({ fault }) => `${fault.kind}: ${fault.what}`)
  return faults.map((fault) => fault.split('\n')[0] ?? '')
}

const page = 'home.wxml'
const shown = { [page]: '<view bindtap="go">{{text}}</view>' }

test('a sound package has no fault', async () => {
  const sound = onLoad(`
    if (typeof window === 'undefined' && typeof fetch !== 'function') this.setData({ text: 'sound' })
    Function('return this')().Math.max(1, 2)
    wx.setStorageSync('a', { b: 1 })`)
  expect(await faultsOf({ ...shown, 'home.js': sound })).toEqual([])
  expect(await phone?.page.locator('wx-page').innerText()).toBe('sound')
})

const browsersOnly = ['window', 'document', 'fetch', 'localStorage', 'XMLHttpRequest', 'location', 'navigator', 'URL']
const newer = [
  'AbortController',
  'TextEncoder',
  'crypto',
  'structuredClone',
  'queueMicrotask',
  'performance',
  'self',
  'process',
]

test.each([...browsersOnly, ...newer])('reaching for %s is a fault, also when the error is caught', async (name) => {
  const faults = await faultsOf({ ...shown, 'home.js': onLoad(`try { ${name} } catch (error) {}`) })
  expect(faults).toEqual([`global: ReferenceError: ${name} is not defined`])
})

test.each<[string, string, FaultKind]>([
  ['eval', 'eval("1 + 1")', 'code'],
  ['new Function', 'new Function("return 1")()', 'code'],
  ["a function's own constructor", '(function () {}).constructor("return 1")()', 'code'],
  ['an interface that WeChat does not have', 'wx.teleport && wx.teleport()', 'api'],
  ['an exception', 'throw new Error("planted")', 'exception'],
  ['an unhandled rejection', 'Promise.reject(new Error("planted"))', 'rejection'],
  ['a page that is not there', 'wx.navigateTo({ url: "/gone", fail: function () {} })', 'refused'],
  ['a module that is not there', 'require("./gone")', 'exception'],
])('%s is a fault', async (_, code, kind) => {
  const faults = await faultsOf({ ...shown, 'home.js': onLoad(code) })
  // What is not caught becomes an exception besides.
  expect(faults[0]?.split(':')[0]).toBe(kind)
})

const tabs = {
  pages: ['home', 'other'],
  tabBar: {
    color: '#111111',
    selectedColor: '#222222',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: 'home', text: '首页' },
      { pagePath: 'other', text: '其他' },
    ],
  },
}
const two = { ...shown, 'app.json': JSON.stringify(tabs), 'other.wxml': '<view>other</view>', 'other.json': '{}' }

test('a tab that is opened like a page is refused', async () => {
  const code = onLoad('wx.navigateTo({ url: "/other", fail: function () {} })')
  expect(await faultsOf({ ...two, 'home.js': code, 'other.js': 'Page({})' })).toEqual([
    'refused: navigateTo /other: can not navigateTo a tabbar page',
  ])
})

test('setData of a page that is not in front is a fault, once it has had the time to leave', async () => {
  const home = onLoad('var page = this; setInterval(function () { page.setData({ text: Date.now() }) }, 200)')
  phone = await tinyPhone(browser, { ...two, 'home.js': home, 'other.js': 'Page({})' })
  await phone.page.getByRole('tab', { name: '其他' }).click()
  const faults = await phone.settled('fault', 1_000)
  expect(faults[0]?.fault).toEqual({ kind: 'hidden', what: 'setData of home while it is not in front' })
  expect((await phone.record.notes('timers')).at(-1)).toMatchObject({ count: 1 })
})

test('a handler that is named in a template and not in the page is a fault', async () => {
  phone = await tinyPhone(browser, { ...shown, 'home.js': onLoad('') })
  await phone.page.getByText('hello').click()
  expect((await phone.settled('fault'))[0]?.fault).toEqual({ kind: 'refused', what: 'home has no handler go' })
})

test('a sub-package that the phone does not have cannot be opened without a network, one that was preloaded can', async () => {
  const app = {
    pages: ['home'],
    subPackages: [
      { root: 'near', pages: ['near'] },
      { root: 'far', pages: ['far'] },
    ],
    preloadRule: { home: { network: 'all', packages: ['near'] } },
  }
  const pages = Object.fromEntries(
    ['near/near', 'far/far'].flatMap((name) => [
      [`${name}.js`, 'Page({})'],
      [`${name}.json`, '{}'],
      [`${name}.wxml`, `<view>${name}</view>`],
    ]),
  )
  const home = 'Page({ near: function () { this.go("near/near") }, far: function () { this.go("far/far") }, '
  const go = 'go: function (page) { wx.navigateTo({ url: "/" + page, fail: function () {} }) } })'
  const buttons = { [page]: '<view bindtap="far">to far</view><view bindtap="near">to near</view>' }
  phone = await tinyPhone(browser, { ...buttons, ...pages, 'app.json': JSON.stringify(app), 'home.js': home + go })
  expect(await phone.settled('package')).toMatchObject([{ root: 'near', how: 'preloaded' }])
  await phone.record.network(true)
  await phone.page.getByText('to far').click()
  expect((await phone.settled('fault')).map(({ fault }) => fault.what)).toEqual([
    'navigateTo /far/far: loadSubpackage:fail far',
  ])
  await phone.page.getByText('to near').click()
  await phone.page.getByText('near/near').waitFor()
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { checkPackage } from './checkPackage'
import { tinyPackage } from './tinyPackage'

const findings = (planted?: Record<string, string>) => checkPackage('weapp', tinyPackage(planted))

describe('a built package', () => {
  it('passes when it is sound', () => {
    expect(findings()).toEqual([])
  })

  const violations: [string, Record<string, string>, RegExp][] = [
    ['a template that is not closed', { 'home.wxml': '<view><text></view>' }, /wxml/],
    ['a template with a broken expression', { 'home.wxml': '<view>{{ a + }}</view>' }, /wxml/],
    ['a style that is not closed', { 'app.wxss': 'page{color:red' }, /wxss/],
    ['a page list that is not a list', { 'app.json': '{"pages":"home"}' }, /pages: type array/],
    ['a property that WeChat does not know', { 'home.json': '{"navigationBarTitel":"首页"}' }, /unknown property/],
    ['a file that is not JSON', { 'home.json': '{' }, /not JSON/],
    ['a page that is not there', { 'app.json': '{"pages":["home","gone"]}' }, /not in the package/],
    ['a tab icon that is not there', { 'app.json': appWithIcon('tabs/gone.png') }, /not in the package/],
    ['a script newer than ES2018', { 'home.js': 'Page({ a: b?.c })' }, /ES2018/],
    ['eval', { 'home.js': 'eval("1")' }, /calls eval/],
    ['code made from text', { 'home.js': 'new Function("a", "return a")' }, /Function from text/],
    [
      'code made from text in a nested call',
      { 'home.js': 'Page({ a: function () { return Function("1")() } })' },
      /text/,
    ],
    ['a press style by :active', { 'app.wxss': '.a:active{color:red}' }, /hover-class/],
    ['a picture from the network', { 'app.wxss': '.a{background:url(https://example.com/a.png)}' }, /network/],
    [
      'a main package over 600 KB',
      { 'large.js': `var a="${'x'.repeat(610 * 1024)}"` },
      /main package: 6\d\d KB, over 600 KB/,
    ],
    ['a sub-package over 300 KB', largeSubPackage(), /sub-package far: 3\d\d KB, over 300 KB/],
    ['code that is loaded before it is needed', app({ lazyCodeLoading: undefined }), /lazyCodeLoading/],
    [
      'a sub-package that is never preloaded',
      app({ subPackages: [{ root: 'far', pages: ['far'] }] }),
      /never preloaded/,
    ],
    [
      'a rule for a sub-package that is not there',
      app({ preloadRule: { home: { packages: ['gone'] } } }),
      /names gone/,
    ],
    ['one theme only', app({ darkmode: false }), /darkmode/],
    [
      'a colour that is the same in the dark',
      app({ window: { backgroundColor: '#ffffff' } }),
      /same in light and dark/,
    ],
    ['a colour that theme.json does not have', app({ window: { backgroundColor: '@fog' } }), /@fog is no variable/],
    [
      'a theme without its other half',
      { 'theme.json': '{"light":{"ink":"black","paper":"#fff"},"dark":{}}' },
      /same variables/,
    ],
    ['one tab', app({ tabBar: tabBar(['首页']) }), /1 tabs/],
    ['five tabs', app({ tabBar: tabBar(['一', '二', '三', '四', '五']) }), /5 tabs/],
    ['a long name of a tab', app({ tabBar: tabBar(['首页', '我的权益卡包']) }), /more than 4 letters/],
    [
      'a tab icon of another size',
      { 'tab.png': png(80), ...app({ tabBar: tabBar(['首页', '我的'], 'tab.png') }) },
      /80 × 80/,
    ],
    ['a component that is never shown', { 'home.json': '{"usingComponents":{"bar":"bar"}}' }, /component bar/],
    ['a page that nothing links to', app({ pages: ['home', 'lost'] }), /lost: is a page that nothing links to/],
    ['a log', { 'home.js': 'Page({ onLoad: function () { console.log(this.data) } })' }, /writes to the log/],
    ['a picture over 200 KB', { 'art.png': 'x'.repeat(201 * 1024) }, /over 200 KB/],
  ]

  it.each(violations)('is refused for %s', (_, planted, problem) => {
    const found = findings(planted)
    expect(found.filter(({ warning }) => !warning).map((one) => `${one.file}: ${one.problem}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(problem)]),
    )
  })

  it('may look for the global object as polyfills do', () => {
    expect(findings({ 'home.js': 'try { Function("return this")() } catch (e) {}' })).toEqual([])
  })
})

function app(over: object): Record<string, string> {
  const sound = JSON.parse(readFileSync(path.join(tinyPackage(), 'app.json'), 'utf8'))
  return { 'app.json': JSON.stringify({ ...sound, ...over }) }
}

function tabBar(texts: string[], iconPath?: string) {
  const colours = { color: '@ink', selectedColor: '@ink', backgroundColor: '@paper', borderStyle: '@ink' }
  return { ...colours, list: texts.map((text) => ({ pagePath: 'home', text, iconPath, selectedIconPath: iconPath })) }
}

/** The first bytes of a picture, as text so that it can be planted. */
function png(size: number): string {
  return `${'x'.repeat(16)}\0\0\0${String.fromCharCode(size)}\0\0\0${String.fromCharCode(size)}`
}

function largeSubPackage(): Record<string, string> {
  return {
    ...app({ subPackages: [{ root: 'far', pages: ['far'] }] }),
    'far/far.js': `var a="${'x'.repeat(310 * 1024)}"`,
  }
}

function appWithIcon(iconPath: string): string {
  const tab = { pagePath: 'home', text: '首页', iconPath, selectedIconPath: iconPath }
  return JSON.stringify({
    pages: ['home'],
    tabBar: { color: '#111111', selectedColor: '#222222', backgroundColor: '#ffffff', list: [tab, tab] },
  })
}

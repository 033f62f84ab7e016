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
    ['a main package over 1.5 MB', { 'large.js': `var a="${'x'.repeat(1600 * 1024)}"` }, /over 1536 KB/],
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

  it('is warned about, and not refused, over the target of 700 KB', () => {
    expect(findings({ 'large.js': `var a="${'x'.repeat(800 * 1024)}"` })).toEqual([
      { file: 'main package', problem: expect.stringContaining('over 700 KB'), warning: true },
    ])
  })
})

function appWithIcon(iconPath: string): string {
  const tab = { pagePath: 'home', text: '首页', iconPath, selectedIconPath: iconPath }
  return JSON.stringify({
    pages: ['home'],
    tabBar: { color: '#111111', selectedColor: '#222222', backgroundColor: '#ffffff', list: [tab, tab] },
  })
}

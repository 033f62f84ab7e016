import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Verdict } from './checkList'
import { JumpList } from './JumpList'

let mockLanguage = 'zh'
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span') }
})
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage }))

const targets = [{ id: 'account', title: '账户查询', titleEn: 'Account', appId: 'wx-bank', path: 'p' }]
const shown = (verdict: Verdict, publicKey: string | null = 'KEY') =>
  renderToStaticMarkup(createElement(JumpList, { list: { targets, verdict, publicKey } }))

test('a list that the phone has found to be ours says so, and shows where it leads', () => {
  expect(shown('ours')).toMatch(/notice--good.*本机已核对.*账户查询.*wx-bank.*KEY/)
})

test('a list that is not ours is not shown, nor the key that came with it', () => {
  for (const text of [shown('not_ours'), shown('not_ours', null)]) {
    expect(text).toContain('名单没有通过核对，不显示。')
    expect(text).not.toMatch(/账户查询|wx-bank|KEY/)
  }
})

test('without a key built in the phone says that it cannot tell', () => {
  expect(shown('unknown')).toMatch(/notice--info.*没有内置公钥.*账户查询.*KEY/)
})

test('where neither side knows of keys nothing is said of them', () => {
  const text = shown('unknown', null)
  expect(text).toContain('账户查询')
  expect(text).not.toMatch(/notice|公钥/)
})

test('says the same in English, and when the list could not be read', () => {
  expect(renderToStaticMarkup(createElement(JumpList, { list: null }))).toContain('暂时没有取到跳转列表')
  mockLanguage = 'en'
  expect(shown('not_ours')).toContain('could not be verified')
  expect(shown('ours')).toContain('signed by us and unchanged')
  mockLanguage = 'zh'
})

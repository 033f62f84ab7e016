import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { OtpStep } from './OtpStep'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className|value|type)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button'), Input: element('output') }
})
jest.mock('../../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {}, replace: () => {}, openOutside: () => {} }))
jest.mock('../../wechat/demo', () => ({ demo: () => ({}) }))
jest.mock('../../wechat/chance', () => ({ newKey: () => 'key', now: () => new Date('2026-11-22T06:00:00.000Z') }))
jest.mock('../../session/server', () => ({ server: {} }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}
const challenge = { challengeId: 'c', phoneMasked: '138****0000', expiresInSeconds: 300, resendAfterSeconds: 60 }

function shown(phone: string | undefined): string {
  const form = { name: '持卡人', last4: '4821', phone }
  return html(createElement(OtpStep, { form, challenge, onChallenge: nothing, onBack: nothing, onBound: nothing }))
}

test('with the own number it says that the bank has sent the password', () => {
  expect(shown(undefined)).toContain('银行已把验证码发到 138****0000')
})

test('with another number it claims nothing, and says what to do when none comes', () => {
  const text = shown('13800000000')
  expect(text).toContain('都和银行登记的一致')
  expect(text).toContain('没收到，请返回核对')
  expect(text).toContain('修改卡片信息')
})

import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { BiometricWay } from '../../wechat/soter'
import { Device, type Login } from './Device'

let mockLanguage = 'zh'
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T06:00:00.000Z') }))
jest.mock('../../session/server', () => ({ server: {} }))

const here: Login = {
  id: 's',
  device: '手机',
  startedAt: '2026-11-22T02:00:00.000Z',
  lastSeenAt: '2026-11-22T05:00:00.000Z',
  expiresAt: '2026-12-22T02:00:00.000Z',
  current: true,
  trustedAt: null,
  biometricFrom: null,
}
const expressly: Login = { ...here, trustedAt: '2026-11-22T03:00:00.000Z' }
const byProof: Login = { ...expressly, biometricFrom: '2026-11-23T03:00:00.000Z' }

function shown(login: Login, way: BiometricWay | null): string {
  const nothing = () => {}
  return renderToStaticMarkup(
    createElement(Device, { login, way, onEnd: nothing, onTrust: nothing, onDistrust: nothing }),
  )
}

test('a device that nobody trusts can be trusted where it is in the hand', () => {
  expect(shown(here, 'fingerPrint')).toMatch(/未信任.*信任本机/)
  expect(shown({ ...here, current: false }, 'fingerPrint')).not.toContain('信任本机')
  expect(shown(here, 'fingerPrint')).not.toContain('指纹')
})

test('trusted by a proof for something else, it says from when the finger counts, and lets it count now', () => {
  const text = shown(byProof, 'fingerPrint')
  expect(text).toMatch(/已信任.*明天 11:00 起，指纹可代替短信验证码.*现在启用指纹.*取消信任/)
  expect(shown(byProof, 'facial')).toContain('现在启用面容')
})

test('trusted expressly, it says that the finger counts, and offers nothing more', () => {
  const text = shown(expressly, 'fingerPrint')
  expect(text).toContain('指纹可代替短信验证码')
  expect(text).not.toMatch(/启用|起，/)
})

test('nothing of a finger is said on a phone that has none', () => {
  for (const login of [byProof, expressly]) expect(shown(login, null)).not.toMatch(/指纹|面容/)
})

test('of another device it is said when its finger will count, and only what tightens is offered', () => {
  const text = shown({ ...byProof, current: false }, 'fingerPrint')
  expect(text).toContain('明天 11:00 起，指纹或面容可代替短信验证码')
  expect(text).toContain('取消信任')
  expect(text).not.toContain('启用')
})

test('says the same in English', () => {
  mockLanguage = 'en'
  expect(shown(byProof, 'fingerPrint')).toMatch(
    /A finger stands for the one-time password from tomorrow 11:00.*Use my finger now/,
  )
  mockLanguage = 'zh'
})

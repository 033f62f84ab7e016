import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Redemption } from '../../../../shared/contract/redemption'
import { Ticket } from './Ticket'
import type { ShownCode } from './useShownCode'

const mockTaps = new Map<string, () => void>()
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const wordsOf = (children: unknown): string =>
    [children]
      .flat()
      .filter((one) => typeof one === 'string')
      .join('')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (props.onClick) mockTaps.set(wordsOf(props.children), props.onClick as () => void)
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, { ...Object.fromEntries(kept), 'data-style': props.style })
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
jest.mock('../../../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
const mockOpened: string[] = []
jest.mock('../../../wechat/navigation', () => ({ open: (page: string) => mockOpened.push(page) }))
jest.mock('../../../wechat/platform', () => ({ onH5: true }))
const mockCopied: string[] = []
jest.mock('../../../wechat/clipboard', () => ({
  copyText: async (text: string) => {
    mockCopied.push(text)
    return 'copiedAndTold'
  },
}))
let mockBright: boolean | undefined
jest.mock('../../../wechat/screen', () => ({
  useBrightScreen: (is: boolean) => {
    mockBright = is
  },
}))

const redemption = {
  id: '01KAW0000000000000000000R1',
  title: '茶饮券',
  codeMasked: 'KQ••••••••YZ',
  delivery: 'code',
  validUntil: '2027-01-06T15:59:59.999Z',
} as Redemption

const masked: ShownCode = {
  code: undefined,
  busy: false,
  why: undefined,
  prove: () => {},
  show: async () => {},
  hide: () => {},
}
const fetched = { code: 'KQ12345678YZ', validUntil: '2027-01-06T15:59:59.999Z', offline: false }

function ticket(shown: Partial<ShownCode>, over: Partial<Redemption> = {}): string {
  mockTaps.clear()
  const card = <Ticket redemption={{ ...redemption, ...over }} shown={{ ...masked, ...shown }} />
  return renderToStaticMarkup(createElement('main', null, card))
}

describe('the ticket of a code', () => {
  it('is masked until it is asked for, in the usual light', () => {
    const show = jest.fn()
    const html = ticket({ show })
    expect(html).toMatch(/茶饮券.*有效期至 2027年1月6日.*KQ••••••••YZ.*查看卡密/)
    expect(html).not.toContain('role="img"')
    expect(mockBright).toBe(false)
    mockTaps.get('查看卡密')?.()
    expect(show).toHaveBeenCalledTimes(1)
  })

  it('has the code large, as QR code, as bars and in groups, with the screen bright', () => {
    const html = ticket({ code: fetched })
    expect(html).toMatch(/role="img" aria-label="卡密的二维码".*role="img" aria-label="卡密的条形码".*KQ12 3456 78YZ/)
    expect(html).not.toContain('KQ••••••••YZ')
    expect(mockBright).toBe(true)
  })

  it('draws thin bars in whole pixels, and no wider than a narrow phone', () => {
    const [width] = [...ticket({ code: fetched }).matchAll(/data-style="width:(\d+(?:\.\d+)?)px/g)].map(([, px]) =>
      Number(px),
    )
    expect(width).toBe(20 + 11 * (1 + 2 + 1 + 4 + 1 + 2 + 1) + 13)
    expect(width).toBeLessThanOrEqual(256)
  })

  it('is copied without the gaps between its groups', () => {
    ticket({ code: fetched })
    mockTaps.get('复制')?.()
    expect(mockCopied).toEqual(['KQ12345678YZ'])
  })

  it('of a link has no bars, and says where to open it', () => {
    const html = ticket(
      { code: { ...fetched, code: 'https://example.com/r/abc' } },
      { delivery: 'link', codeMasked: null },
    )
    expect(html.match(/role="img"/g)).toHaveLength(1)
    expect(html).toMatch(/https:\/\/example\.com\/r\/abc.*浏览器.*复制链接/)
    expect(ticket({}, { delivery: 'link', codeMasked: null })).toMatch(/>•+<.*查看链接/)
  })

  it('says that what is shown without a network was kept on the phone', () => {
    expect(ticket({ code: { ...fetched, offline: true } })).toContain('显示的是存在这部手机里的卡密')
  })

  it('says why it cannot be shown, and can be asked again', () => {
    expect(ticket({ why: { asksProof: false, told: '没有连上网络，取不到卡密。' } })).toMatch(
      /查看卡密.*role="alert".*没有连上网络/,
    )
  })

  it('leads to what keeps it back', () => {
    const html = ticket({ why: { asksProof: false, told: '您已冻结兑换。', way: 'lock' } })
    expect(html).toMatch(/role="alert".*您已冻结兑换.*aria-label="去安全锁"/)
    mockTaps.get('去安全锁')?.()
    expect(mockOpened).toEqual(['lock'])
  })
})

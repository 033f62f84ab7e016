import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Refusal, Unanswered } from '../../wechat/refusal'
import { ConsentStep } from './ConsentStep'
import { fieldName, sectionNames } from './dataWords'
import { Done, deleted, Losses, StandsAgainst } from './deletion'
import { shownValue } from './shownValue'

const mockTaps = new Map<string, () => void>()
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const textOf = (children: unknown): string =>
    Array.isArray(children) ? children.map(textOf).join('') : String(children)
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (props.onClick) mockTaps.set(String(props['aria-label'] ?? textOf(props.children)), props.onClick as () => void)
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button'), Input: element('output') }
})
jest.mock('../../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {}, startOver: () => {} }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/page', () => ({ useShown: () => {} }))
jest.mock('../../answers/useAnswer', () => ({}))
jest.mock('./privacy.scss', () => ({}))
jest.mock('../../wechat/update', () => ({}))
jest.mock('../../wechat/place', () => ({ useLeaving: () => {} }))
jest.mock('../../wechat/clipboard', () => ({}))
jest.mock('../../wechat/escape', () => ({ useEscape: () => {} }))
jest.mock('../../ui/Page', () => ({}))
jest.mock('../../wechat/storage', () => ({ storage: {} }))
const mockDelete = jest.fn()
jest.mock('../../session/server', () => ({
  server: { privacy: { deleteAccount: (call: unknown) => mockDelete(call) } },
  session: { signOut: () => {} },
}))
jest.mock('../../answers/useSlow', () => ({ useSlow: () => false }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const both = (text: string) => ({ zh: text, en: text })
const nothing = () => {}
/** What stands on a button comes after its icon, which this one has none of. */
const tap = (name: string) => [...mockTaps].find(([shown]) => shown.replace(/^undefined|^false/, '') === name)?.[1]()

describe('the consent', () => {
  const text = { version: '2026-11', since: '2026-11-22', summary: both('只收集必需的。'), purposes: [], sections: [] }
  const step = (onAgree: (version: string) => Promise<void>, onDisagree = nothing) =>
    html(
      <ConsentStep
        text={text}
        reload={async () => {}}
        agreeText="同意并继续"
        onAgree={onAgree}
        onDisagree={onDisagree}
      />,
    )

  beforeEach(() => mockTaps.clear())

  it('shows what is collected and a way to the whole text, with its version and date', () => {
    const shown = step(async () => {})
    expect(shown).toContain('只收集必需的。')
    expect(shown).toMatch(/role="link" aria-label="阅读全文, 2026-11 版，2026年11月22日起"/)
    expect(shown).not.toMatch(/checked/)
  })

  it('is given for the version that was shown, by a tap and by nothing else', () => {
    const agreed: string[] = []
    step(async (version) => void agreed.push(version))
    expect(agreed).toEqual([])
    tap('同意并继续')
    expect(agreed).toEqual(['2026-11'])
  })

  it('can be refused, and browsing goes on', () => {
    let refused = 0
    step(
      async () => {},
      () => refused++,
    )
    tap('不同意，先逛逛')
    expect(refused).toBe(1)
  })
})

describe('deleting the account', () => {
  const preview = {
    points: 1_200,
    usable: 2,
    cards: 1,
    openRedemptions: 0,
    debt: 0,
    held: 0,
    refusal: null,
    word: both('注销账户'),
  }
  beforeEach(() => mockDelete.mockReset())

  it('says what is lost before it is asked for', () => {
    const text = html(<Losses preview={preview} />).replace(/<[^>]*>/g, '')
    for (const part of ['1,200', '2 份', '1 张', '清零', '请先使用或另行保存']) expect(text).toContain(part)
  })

  it('says what stands against it, with the way to it', () => {
    const refusal = 'deletion_redemption_open' as const
    const open = html(<StandsAgainst preview={{ ...preview, openRedemptions: 1, held: 100, refusal }} />)
    expect(open).toContain('还有 1 笔兑换在处理中')
    expect(open).toContain('查看卡包')
    expect(html(<StandsAgainst preview={{ ...preview, held: 100, refusal }} />)).toContain('还有 100 积分被暂扣')
  })

  it('gives a receipt', async () => {
    const reply = { receipt: 'R'.repeat(26), deletedAt: '2026-11-22T02:00:00.000Z', pointsLost: 1_200 }
    mockDelete.mockResolvedValue(reply)
    expect(await deleted('注销账户')).toEqual({ done: reply })
    const shown = html(<Done deleted={reply} />)
    for (const part of [reply.receipt, '1,200', '2026年11月22日 10:00']) expect(shown).toContain(part)
  })

  it.each([
    [
      'a wrong word is told at the field',
      new Refusal('deletion_word_wrong'),
      { field: expect.stringContaining('输入') },
    ],
    [
      'an open redemption above it',
      new Refusal('deletion_redemption_open'),
      { above: expect.stringContaining('兑换') },
    ],
    ['no answer is no end', new Unanswered('timeout'), { above: expect.stringContaining('再试一次') }],
    ['a login that ended means that it was done before', new Refusal('session_ended'), { done: 'unknown' }],
  ])('%s', async (_, error, outcome) => {
    mockDelete.mockRejectedValue(error)
    expect(await deleted('x')).toEqual(outcome)
  })
})

describe('my data', () => {
  it.each([
    ['occurredAt', '2026-11-22T02:00:00.000Z', '2026年11月22日 10:00'],
    ['expiresOn', '2028-11-30', '2028年11月30日'],
    ['amountFen', 123_456, '1234.56 元'],
    ['earned', 1_200, '1,200'],
    ['isDefault', true, '是'],
    ['unboundAt', null, '—'],
    ['tier', 'gold', '金卡'],
    ['kind', 'redeem', '兑换权益'],
    ['from', 'issuer', '发放方'],
    ['from', 'silver', '银卡'],
    ['merchant', 'points', 'points'],
    ['product', 'youth', '青春卡'],
  ])('%s %j reads %s', (field, value, read) => {
    expect(shownValue(field, value)).toBe(read)
  })

  it('names every section and field, and a new one by its own name', () => {
    expect(sectionNames().spends).toBe('消费记录')
    expect(fieldName('amountFen')).toBe('金额')
    expect(fieldName('somethingNew')).toBe('somethingNew')
  })
})

import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LongList } from './LongList'
import { Matrix } from './Matrix'
import { SearchField } from './SearchField'
import { Steps } from './Steps'
import { Switch, SwitchRow } from './Switch'
import { Tabs } from './Tabs'
import { Timeline } from './Timeline'

const mockTaps = new Map<string, () => void>()
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (props.onClick) mockTaps.set(String(props['aria-label']), props.onClick as () => void)
    const meaning = { ...props, ...((props.nativeProps as object) ?? {}) }
    const kept = Object.entries(meaning).filter(([name]) => /^(role|aria-|children|className|value|id$)/.test(name))
    return make(tag, { ...Object.fromEntries(kept), 'data-style': props.style })
  }
  return { View: element('div'), Input: element('output') }
})
jest.mock('../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../wechat/platform', () => ({ onH5: true }))
jest.mock('../wechat/nearness', () => ({ watchNearness: () => () => {} }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}

beforeEach(() => mockTaps.clear())

describe('tabs', () => {
  const choices = [
    { value: 'usable' as const, text: '可使用', count: 3 },
    { value: 'past' as const, text: '已失效' },
  ]

  it('say which one is chosen and how much is in it', () => {
    const shown = html(<Tabs label="卡包" choices={choices} chosen="usable" onChoose={nothing} />)
    expect(shown).toMatch(/role="tablist" aria-label="卡包"/)
    expect(shown).toMatch(/role="tab" aria-label="可使用 3" aria-selected="true"/)
    expect(shown).toMatch(/role="tab" aria-label="已失效" aria-selected="false"/)
  })

  it('choose what is tapped', () => {
    const chosen: string[] = []
    html(<Tabs label="卡包" choices={choices} chosen="usable" onChoose={(value) => chosen.push(value)} />)
    mockTaps.get('已失效')?.()
    expect(chosen).toEqual(['past'])
  })
})

describe('a switch', () => {
  it.each([true, false])('that is %s says so and turns over when it is tapped', (on) => {
    const turned: boolean[] = []
    const shown = html(<Switch label="勿扰" on={on} onChange={(next) => turned.push(next)} />)
    expect(shown).toContain(`role="switch" aria-label="勿扰" aria-checked="${on}"`)
    mockTaps.get('勿扰')?.()
    expect(turned).toEqual([!on])
  })

  it('cannot be tapped again while it is under way', () => {
    expect(html(<SwitchRow title="勿扰" note="22:00 至 8:00" on busy onChange={nothing} />)).toMatch(
      /aria-label="勿扰, 22:00 至 8:00" aria-checked="true" aria-disabled="true"/,
    )
    expect(mockTaps.size).toBe(0)
  })
})

test('steps say what is done, where somebody is and what is to come', () => {
  const shown = html(<Steps label="绑卡" names={['手机号', '联名卡', '验证码']} at={1} />)
  const heard = [...shown.matchAll(/role="listitem" aria-label="([^"]*)"/g)].map(([, label]) => label)
  expect(heard).toEqual(['第 1 步，手机号，已完成', '第 2 步，联名卡，当前', '第 3 步，验证码，未开始'])
})

test('a timeline is a list of what happened, with its time', () => {
  const events = [
    { key: 'a', title: '已受理', at: '14:05' },
    { key: 'b', title: '充值中', note: '预计 10 分钟内到账', state: 'now' as const },
  ]
  const shown = html(<Timeline label="进度" events={events} />)
  expect(shown).toMatch(/role="list" aria-label="进度".*已受理.*14:05.*充值中.*预计 10 分钟内到账/)
})

describe('a search field', () => {
  it('has a name, and a cross only when there is something to clear', () => {
    const typed: string[] = []
    const field = (value: string) => (
      <SearchField label="搜索权益" placeholder="搜索" value={value} onInput={(text) => typed.push(text)} />
    )
    expect(html(field(''))).toMatch(/role="searchbox" aria-label="搜索权益"/)
    expect(mockTaps.size).toBe(0)
    html(field('咖啡'))
    mockTaps.get('清空')?.()
    expect(typed).toEqual([''])
  })
})

test('a matrix names the column in every row that is read', () => {
  const columns = [
    { key: 'basic', name: '普卡', mine: true },
    { key: 'gold', name: '金卡' },
  ]
  const cells = [{ state: 'none' as const }, { state: 'locked' as const, text: '× 3' }]
  const shown = html(<Matrix label="权益" columns={columns} rows={[{ key: 'v', name: '影音', note: '每月', cells }]} />)
  expect(shown).toContain('role="listitem" aria-label="影音, 每月: 普卡 没有, 金卡 × 3 未解锁"')
})

test('a list of 500 rows draws its first screen, and boxes of their height for the rest', () => {
  const items = Array.from({ length: 500 }, (_, index) => `第${index}行`)
  const shown = html(
    <LongList label="明细" items={items} keyOf={(item) => item} rowHeight={60}>
      {(item) => item}
    </LongList>,
  )
  expect(shown.match(/long-list__chunk/g)).toHaveLength(50)
  expect(shown).toContain('第0行')
  expect(shown).toContain('第19行')
  expect(shown).not.toContain('第20行')
  expect(shown.match(/data-style="height:600px"/g)).toHaveLength(48)
})

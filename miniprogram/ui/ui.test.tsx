import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { answered } from '../answers/answer'
import { Refusal, Unanswered } from '../wechat/refusal'
import { Amount, amountText } from './Amount'
import { Answered } from './Answered'
import { Button } from './Button'
import { Chips } from './Chips'
import { Field } from './Field'
import { Icon, iconNames } from './Icon'
import { ListEnd } from './ListEnd'
import { Notice } from './Notice'
import { Progress } from './Progress'
import { Row } from './Row'
import { Sheet } from './Sheet'

jest.mock('@tarojs/components', () => {
  const { createElement: create } = jest.requireActual<typeof import('react')>('react')
  const shown = ['className', 'style', 'children', 'value', 'disabled']
  // Only what a browser would keep: attributes of meaning, not Taro's own properties.
  const element = (name: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([key]) => shown.includes(key) || /^(role|aria-)/.test(key))
    const { style, ...rest } = Object.fromEntries(kept)
    return create(name, { ...rest, ...(props.nativeProps ?? {}), 'data-style': style })
  }
  return {
    View: element('div'),
    Text: element('span'),
    Button: element('button'),
    Input: element('output'),
    ScrollView: element('section'),
  }
})
jest.mock('../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../wechat/navigation', () => ({ open: () => {} }))
jest.mock('../wechat/update', () => ({ restartUpdated: () => {} }))
jest.mock('../wechat/platform', () => ({ onH5: true }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}

describe('what a screen reader hears', () => {
  it('is a button with its label, and that it is still', () => {
    expect(html(<Button label="兑换 视频月卡">兑换</Button>)).toMatch(/role="button".*aria-label="兑换 视频月卡"/)
    expect(html(<Button busy>兑换</Button>)).toContain('aria-disabled="true"')
  })

  it('is nothing of an icon', () => {
    expect(html(<Icon name="card" />)).toContain('aria-hidden="true"')
  })

  it('is progress with its numbers', () => {
    expect(html(<Progress value={15} max={20} label="成长值" text="15 / 20" />)).toMatch(
      /role="progressbar".*aria-label="成长值".*aria-valuenow="15".*aria-valuemax="20".*aria-valuetext="15 \/ 20"/,
    )
  })

  it('is which tab is chosen', () => {
    const choices = [
      { value: 'a', text: '甲' },
      { value: 'b', text: '乙' },
    ]
    const shown = html(<Chips label="分类" choices={choices} chosen="b" onChoose={nothing} />)
    expect(shown).toMatch(/role="tab" aria-label="甲" aria-selected="false"/)
    expect(shown).toMatch(/role="tab" aria-label="乙" aria-selected="true"/)
  })

  it('is a dialog with its title and a way out', () => {
    const shown = html(
      <Sheet title="确认兑换" onClose={nothing}>
        …
      </Sheet>,
    )
    expect(shown).toMatch(/role="dialog" aria-label="确认兑换" aria-modal="true"/)
    expect(shown).toMatch(/role="button" aria-label="关闭"/)
  })

  it('is a field with its name, and what is wrong with it as an alert', () => {
    const shown = html(<Field label="卡号后四位" value="48" onInput={nothing} error="请填写 4 位数字" />)
    expect(shown).toMatch(/aria-label="卡号后四位" aria-invalid="true"/)
    expect(shown).toMatch(/role="alert">请填写 4 位数字/)
  })

  it('is an amount with its unit', () => {
    expect(html(<Amount value={-1_500} />)).toContain('aria-label="−1,500 积分"')
  })

  it('is a row as a button only when it can be tapped', () => {
    expect(html(<Row title="我的卡" onClick={nothing} />)).toContain('role="button"')
    expect(html(<Row title="我的卡" />)).not.toContain('role="button"')
  })

  it('is an error at once and other notices in their time', () => {
    expect(html(<Notice tone="danger">没有成功</Notice>)).toContain('role="alert"')
    expect(html(<Notice>请稍候</Notice>)).toContain('role="status"')
  })
})

describe('an amount', () => {
  it.each([
    [1_234_567, false, '1,234,567'],
    [52, true, '+52'],
    [-1_500, true, '−1,500'],
    [0, true, '0'],
  ])('%i is written (signed: %s) as %s', (value, signed, text) => {
    expect(amountText(value, signed)).toBe(text)
  })
})

describe('progress', () => {
  it.each([
    [0, 100, '0.0%'],
    [50, 100, '50.0%'],
    [150, 100, '100.0%'],
    [0, 0, '100.0%'],
  ])('of %i out of %i fills %s', (value, max, width) => {
    expect(html(<Progress value={value} max={max} label="" text="" />)).toContain(`width:${width}`)
  })
})

describe('an answer', () => {
  const shown = (answer: Parameters<typeof Answered<string>>[0]['answer']) =>
    html(
      <Answered answer={answer} reload={nothing}>
        {(data) => data}
      </Answered>,
    )

  it('is waited for with grey shapes', () => {
    expect(shown({ phase: 'loading' })).toMatch(/role="status" aria-label="正在加载"/)
  })

  it('is shown when it is there', () => {
    expect(shown(answered('一千积分', '2026-11-22T01:00:00.000Z'))).toBe('<main>一千积分</main>')
  })

  it('is shown with its time when it could not be refreshed', () => {
    const stale = { phase: 'ready', data: '一千积分', asOf: '2026-11-22T01:05:00.000Z' } as const
    expect(shown({ ...stale, trouble: new Unanswered('network') })).toMatch(/离线，数据截至 09:05.*重试.*一千积分/)
    expect(shown({ ...stale, trouble: new Unanswered('timeout') })).toMatch(/没有刷新成功，数据截至 09:05/)
  })

  it.each([
    ['without a network', new Unanswered('network'), /没有连上网络.*重试/],
    ['without an answer in time', new Unanswered('timeout'), /没有等到答复.*重试/],
    ['after a fault of ours', new Unanswered('server'), /服务暂时出了问题.*重试/],
    ['in a version that is no longer answered', new Refusal('client_outdated'), /请更新小程序.*重新启动/],
    ['without a login', new Refusal('session_missing'), /登录后查看.*去登录/],
    ['without a card', new Refusal('card_required'), /绑定联名卡后查看.*去绑定/],
    ['when it is refused', new Refusal('not_found'), /暂时看不了.*没有找到.*重试/],
  ])('%s says the cause and the next step', (_, trouble, text) => {
    expect(shown({ phase: 'failed', trouble })).toMatch(text)
  })
})

describe('the end of a list', () => {
  it('says that it is the end, and can be asked again where it failed', () => {
    expect(html(<ListEnd more="nothing" loadMore={nothing} />)).toContain('没有更多了')
    expect(html(<ListEnd more="failed" loadMore={nothing} />)).toMatch(/role="button".*点按重试/)
  })
})

describe('the icons', () => {
  it('are all drawn, and no drawing is left over', () => {
    const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8')
    const drawn = [...read('icon.scss').matchAll(/^ {2}'([\w-]+)':/gm)].map(([, name]) => name)
    expect(new Set<string | undefined>(drawn)).toEqual(new Set(iconNames))
    expect(drawn.length).toBeGreaterThan(30)
  })
})

import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Outcome } from '../answers/sendOnce'
import { Refusal } from '../wechat/refusal'
import { AgreeEnd, AgreeSheet, type AgreeState, actFirst, actOnce, stateAfter } from './AgreeSheet'

let mockButtons: { text: ReactNode; onClick?: () => void }[] = []
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (tag === 'button') {
      const [, text] = props.children as ReactNode[]
      mockButtons.push({ text, onClick: props.onClick as () => void })
    }
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
jest.mock('../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../wechat/platform', () => ({ onH5: true }))
jest.mock('../wechat/escape', () => ({ useEscape: () => {} }))

const words = { final: '不可撤销。', confirm: '确认兑换', busy: '正在兑换…', unsettled: '还没有收到结果。' }
const nothing = () => {}
const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))

beforeEach(() => {
  mockButtons = []
})

describe('the end of the sheet', () => {
  const tapped: string[] = []
  const shown = (state: AgreeState) =>
    html(
      <AgreeEnd
        state={state}
        words={words}
        sentenceOf={({ code }) => `因为 ${code}`}
        onConfirm={() => tapped.push('confirm')}
        onAskAgain={() => tapped.push('ask')}
      />,
    )
  const tap = (text: string) => mockButtons.find((button) => button.text === text)?.onClick?.()
  beforeEach(() => tapped.splice(0))

  it('says that it is final, and has one button', () => {
    expect(shown({ kind: 'asked' })).toMatch(/role="status".*不可撤销。.*>确认兑换</)
    expect(mockButtons).toHaveLength(1)
    tap('确认兑换')
    expect(tapped).toEqual(['confirm'])
  })

  it('has a still button while it is under way', () => {
    expect(shown({ kind: 'busy' })).toMatch(/不可撤销。.*aria-disabled="true".*>正在兑换…</)
    tap('正在兑换…')
    expect(tapped).toEqual([])
  })

  it('tells a refusal in the words of its feature, and may be tried anew', () => {
    expect(shown({ kind: 'refused', refusal: new Refusal('sold_out') })).toMatch(/role="alert".*因为 sold_out/)
    tap('确认兑换')
    expect(tapped).toEqual(['confirm'])
  })

  it('does not offer to send again what was refused for good, where there is something else to do', () => {
    const refusal = new Refusal('price_changed')
    const remedy = { text: '查看新的所需积分', act: () => void tapped.push('read') }
    const shownWith = html(
      <AgreeEnd
        state={{ kind: 'refused', refusal }}
        words={words}
        sentenceOf={({ code }) => code}
        remedy={remedy}
        onConfirm={() => tapped.push('confirm')}
        onAskAgain={nothing}
      />,
    )
    expect(shownWith).toMatch(/role="alert".*price_changed.*>查看新的所需积分</)
    expect(shownWith).not.toContain('确认兑换')
    tap('查看新的所需积分')
    expect(tapped).toEqual(['read'])
  })

  it('without an answer asks first, and sends the same again only when that is tapped', () => {
    expect(shown({ kind: 'unsettled' })).toMatch(/还没有收到结果。.*>查询结果<.*>用同一笔申请再试一次</)
    tap('查询结果')
    tap('用同一笔申请再试一次')
    expect(tapped).toEqual(['ask', 'confirm'])
  })
})

describe('acting', () => {
  const acting = () => {
    const shown: AgreeState[] = []
    const done: string[] = []
    const underWay = { current: false }
    return {
      shown,
      done,
      tools: { underWay, show: (state: AgreeState) => shown.push(state), onDone: done.push.bind(done) },
    }
  }
  const refused: Outcome<string> = { kind: 'refused', refusal: new Refusal('sold_out') }

  it('hands on what was done, and stays busy while the page changes', async () => {
    const { shown, done, tools } = acting()
    await actOnce(async () => ({ kind: 'done', reply: 'R1' }), tools)
    expect({ shown, done }).toEqual({ shown: [{ kind: 'busy' }], done: ['R1'] })
  })

  it.each([refused, { kind: 'unsettled' } as const])('shows that it was $kind', async (outcome) => {
    const { shown, done, tools } = acting()
    await actOnce(async () => outcome, tools)
    expect({ shown, done }).toEqual({ shown: [{ kind: 'busy' }, outcome], done: [] })
  })

  it('does nothing at a second tap, and acts again once the first has ended', async () => {
    const { done, tools } = acting()
    const send = jest.fn(async () => ({ kind: 'done', reply: 'R1' }) as const)
    await Promise.all([actOnce(send, tools), actOnce(send, tools)])
    expect(send).toHaveBeenCalledTimes(1)
    await actOnce(send, tools)
    expect(done).toEqual(['R1', 'R1'])
  })

  it('asks anew after what had to be done first, which is done once however often it is tapped', async () => {
    const { shown, tools } = acting()
    const act = jest.fn(async () => {})
    await Promise.all([1, 2].map(() => actFirst({ text: '查看', busy: '正在读取…', act }, tools)))
    expect(act).toHaveBeenCalledTimes(1)
    expect(shown).toEqual([{ kind: 'busy', doing: '正在读取…' }, { kind: 'asked' }])
  })

  it('may be tried again after a fault of ours', async () => {
    const { tools } = acting()
    await expect(actOnce(() => Promise.reject(new Error('a bug')), tools)).rejects.toThrow('a bug')
    expect(tools.underWay.current).toBe(false)
  })
})

test('what must be filled in comes first, and nothing can be agreed to before', () => {
  const never = async () => ({ kind: 'unsettled' }) as const
  const first = (over: Partial<Parameters<typeof AgreeSheet>[0]>) =>
    html(
      <AgreeSheet
        title="确认兑换"
        subject="话费"
        words={words}
        send={never}
        askAgain={never}
        onDone={nothing}
        onClose={nothing}
        {...over}
      >
        三百积分
      </AgreeSheet>,
    )
  const asking = first({ first: '手机号' })
  expect(asking).toMatch(/role="dialog".*话费.*手机号/)
  expect(asking).not.toMatch(/三百积分|确认兑换<\/button>/)
  expect(first({ unsettled: true })).toMatch(/三百积分.*还没有收到结果。.*查询结果/)
})

describe('a refusal', () => {
  const refused = { kind: 'refused', refusal: new Refusal('account_invalid') } as const

  it('that is taken elsewhere is not told here', () => {
    expect(stateAfter(refused, () => true)).toEqual({ kind: 'asked' })
  })

  it('that nobody takes is told here', () => {
    expect(stateAfter(refused, () => false)).toBe(refused)
    expect(stateAfter(refused)).toBe(refused)
    expect(stateAfter({ kind: 'unsettled' }, () => true)).toEqual({ kind: 'unsettled' })
  })
})

test('the sheet is a dialog that names what is agreed to, above its rows', () => {
  const never = async () => ({ kind: 'unsettled' }) as const
  const sheet = html(
    <AgreeSheet
      title="确认兑换"
      subject="视频月卡"
      words={words}
      send={never}
      askAgain={never}
      onDone={nothing}
      onClose={nothing}
    >
      三百积分
    </AgreeSheet>,
  )
  expect(sheet).toMatch(/role="dialog".*视频月卡.*三百积分.*不可撤销。.*确认兑换/)
})

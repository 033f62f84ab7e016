import { earningRule } from '../../../shared/contract/earningRule'
import { withValue } from './form/places'
import { checkDraft, draftFrom, type Programme, saying, saysOf } from './version'

beforeAll(() => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => 'zh', setItem: () => undefined },
  })
})

const rule = earningRule.parse({
  version: '2014-01',
  since: '2014-01-01',
  rateBasisPoints: 100,
  growthBasisPoints: 100,
  excludedMccs: ['4829', '6010'],
})
const programme = { firstDay: '2026-11-24', earning: [{ state: 'in_force', rule }], terms: [] } as unknown as Programme
const draft = { ...draftFrom(programme, 'rule'), version: '2027' }
const changed = (change: object) => ({ ...draft, json: JSON.stringify({ ...JSON.parse(draft.json), ...change }) })

test('a draft begins with what the newest version says, on the first day that it can', () => {
  expect(draft.since).toBe('2026-11-24')
  const { asked } = checkDraft('rule', draft)
  expect(asked?.payload).toEqual({ rule: { ...rule, version: '2027', since: '2026-11-24' } })
})

test('all that is wrong is told at once, by the name of its field', () => {
  const { problems } = checkDraft('rule', { ...changed({ rateBasisPoints: 'x', caps: { perDay: -1 } }), version: '' })
  expect(problems?.map(({ place }) => place)).toEqual(['版本名称', '积分比率（基点）', '上限 · 每日上限（积分）'])
})

test('a name that is no field is told, and so is what is no JSON', () => {
  expect(checkDraft('rule', changed({ typo: 1 })).problems?.[0]?.problem).toContain('typo')
  expect(checkDraft('rule', { ...draft, json: '{' }).problems).toHaveLength(1)
  expect(checkDraft('rule', { ...draft, json: '[]' }).problems).toHaveLength(1)
})

test('what is missing or malformed is said in plain words, at its place', () => {
  const category = { id: 'Food', mccs: [['581', '5814']], rateBasisPoints: null }
  expect(checkDraft('rule', changed({ categories: [category] })).problems).toEqual([
    {
      path: ['categories', 0, 'id'],
      place: '类别 · 第 1 项 · 编号',
      problem: '只用小写字母、数字和连字符，最多 24 个',
    },
    {
      path: ['categories', 0, 'mccs', 0, 0],
      place: '类别 · 第 1 项 · 商户类别 · 第 1 项 · 第 1 项',
      problem: '须为四位数字',
    },
    { path: ['categories', 0, 'rateBasisPoints'], place: '类别 · 第 1 项 · 积分比率（基点）', problem: '必填' },
  ])
})

test('the form and the text are one: what the form changes stands in the text', () => {
  const changedByForm = saying(draft, withValue(saysOf(draft), ['rateBasisPoints'], 150))
  expect(JSON.parse(changedByForm.json)).toMatchObject({ rateBasisPoints: 150, growthBasisPoints: 100 })
  expect(saysOf({ ...draft, json: '{' })).toBeUndefined()
})

test('what the rules of our own are against is said in Chinese', () => {
  const bonus = { id: 'a', extraBasisPoints: 1 }
  expect(checkDraft('rule', changed({ bonuses: [bonus, bonus] })).problems).toEqual([
    { path: ['bonuses'], place: '加成', problem: '有两个加成编号相同。' },
  ])
})

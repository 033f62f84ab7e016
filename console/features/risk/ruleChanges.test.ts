import type { RiskRule } from '../../../shared/contract/riskRules'
import { riskFieldName, riskValueText } from './ruleChanges'

jest.mock('../../words/language', () => ({ language: () => 'zh' }))

const rule: RiskRule = {
  id: 'away-new-device',
  points: ['redeem'],
  when: [
    { fact: 'regionKind', in: ['away'] },
    { fact: 'deviceHours', below: 24 },
  ],
  lane: 'quarantine',
  reason: 'away_from_home',
  clearBy: 'person',
}

test.each([
  ['risk.version', '规则版本'],
  ['risk.reviewHours', '人工答复时限（小时）'],
  ['risk.homeRegions', '本地区域'],
  ['risk.rules.away-new-device', '规则 away-new-device'],
  ['points.available', null],
])('%s is called %s', (field, name) => {
  expect(riskFieldName(field)).toBe(name)
})

test('a rule is read as one sentence, with its units and with what sets free', () => {
  expect(riskValueText('risk.rules.away-new-device', JSON.stringify(rule))).toBe(
    '兑换时，若来自外地，且设备登录不足 24 小时：隔离审核（操作地点与您常用的地区不同）；解除：只能人工放行',
  )
})

test('two rules that differ in anything are two sentences', () => {
  const read = (changed: Partial<RiskRule>) => riskValueText('risk.rules.x', JSON.stringify({ ...rule, ...changed }))
  const all = [
    read({}),
    read({ points: ['log_in'] }),
    read({ when: [{ fact: 'points', atLeast: 2_000 }] }),
    read({ lane: 'step_up' }),
    read({ reason: 'abroad' }),
    read({ clearBy: 'step_up' }),
  ]
  expect(new Set(all).size).toBe(all.length)
})

test('no home region is the whole country, and what is no rule stays as it is', () => {
  expect(riskValueText('risk.homeRegions', null)).toBe('全国')
  expect(riskValueText('risk.homeRegions', '广东省 深圳市, 福建省')).toBe('广东省 深圳市、福建省')
  expect(riskValueText('risk.rules.x', 'not json')).toBeNull()
  expect(riskValueText('risk.version', 'r1')).toBeNull()
})

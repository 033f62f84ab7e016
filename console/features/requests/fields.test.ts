import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldName, valueText } from './fields'

jest.mock('../../words/language', () => ({ language: () => 'zh' }))

test.each([
  ['benefit.VIDEO-WEEK.points', 'VIDEO-WEEK 积分'],
  ['benefit.VIDEO-WEEK.takenDownAt', 'VIDEO-WEEK 紧急下架时间'],
  ['benefit.VIDEO-WEEK', 'VIDEO-WEEK'],
  ['lot.01ABC.expiresOn', '批次 01ABC 有效期至'],
  ['catalogue.new', '新增权益'],
  ['something.else', 'something.else'],
])('%s is called %s', (field, name) => {
  expect(fieldName(field)).toBe(name)
})

test('values are read as a person reads them', () => {
  expect(valueText(null)).toBe('–')
  expect(valueText(-1200)).toBe('−1,200')
  expect(valueText('2026-12-01T02:00:00.000Z')).toBe('2026-12-01 10:00:00')
  expect(valueText('gold', 'benefit.VIDEO-WEEK.tier')).toBe('金卡')
  expect(valueText('delivered')).toBe('已到账')
  expect(valueText('maker,checker', 'operator.roles')).toBe('制单、复核')
  expect(valueText('maker', 'operator.enrolment')).toBe('在用（制单）')
  expect(valueText('renewed', 'operator.enrolment')).toBe('作废，凭启用码重新设置')
  expect(valueText('version_outdated', 'version.failure')).not.toContain('_')
})

test('whatever the desk writes down as changed has a name of its own here', () => {
  const root = join(__dirname, '../../../server')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const written = sources.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/field: '([a-z]+\.[a-zA-Z]+)'/g)].map(
      ([, field = '']) => field,
    ),
  )
  expect(written).toContain('operator.roles')
  expect([...new Set(written)].filter((field) => fieldName(field) === field)).toEqual([])
})

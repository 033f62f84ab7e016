import type { NewsSettings } from '../../../shared/contract/notifications'
import { firstSettings } from './newsTopics'
import { planOf, quietOver } from './plan.rules'

const settings = (changes: Partial<NewsSettings['modes']> = {}, quiet = firstSettings.quiet): NewsSettings => ({
  ...firstSettings,
  modes: { ...firstSettings.modes, ...changes },
  quiet,
})
/** A moment of 22 November 2026 in Shanghai. */
const at = (time: string) => new Date(`2026-11-22T${time}+08:00`)
const morning = new Date('2026-11-23T08:00:00+08:00')

test.each([
  ['21:59:59.999', null],
  ['22:00:00.000', morning],
  ['23:59:59.999', morning],
])('news at %s waits until %p', (time, until) => {
  expect(planOf(settings(), 'redemption', at(time))).toEqual(
    until ? { way: 'held', dueAt: until } : { way: 'now', dueAt: null },
  )
})

test('after midnight it waits for the same morning', () => {
  expect(planOf(settings(), 'tier', at('00:00:00.000'))).toEqual({ way: 'held', dueAt: at('08:00:00.000') })
  expect(planOf(settings(), 'tier', at('08:00:00.000'))).toEqual({ way: 'now', dueAt: null })
})

test('security waits for nobody', () => {
  expect(planOf(settings(), 'security', at('23:00:00.000'))).toEqual({ way: 'now', dueAt: null })
  expect(planOf(settings({ security: 'off' }), 'security', at('23:00:00.000')).way).toBe('never')
})

test('what is off goes nowhere', () => {
  expect(planOf(settings({ expiring: 'off' }), 'expiring', at('12:00:00.000'))).toEqual({ way: 'never', dueAt: null })
})

test.each([
  ['08:00:00.000', at('09:00:00.000')],
  ['09:00:00.000', at('09:00:00.000')],
  ['09:00:00.001', new Date('2026-11-23T09:00:00+08:00')],
])('a digest asked for at %s goes at nine', (time, dueAt) => {
  expect(planOf(settings({ tier: 'daily' }), 'tier', at(time))).toEqual({ way: 'digest', dueAt })
})

test('a digest does not break the quiet', () => {
  const late = { on: true, from: '23:00', until: '10:30' }
  expect(planOf(settings({ tier: 'daily' }, late), 'tier', at('08:00:00.000')).dueAt).toEqual(at('10:30:00.000'))
})

test.each([
  [{ on: false, from: '22:00', until: '08:00' }, '23:00:00.000', '23:00:00.000'],
  [{ on: true, from: '12:00', until: '14:00' }, '13:00:00.000', '14:00:00.000'],
  [{ on: true, from: '12:00', until: '14:00' }, '14:00:00.000', '14:00:00.000'],
  [{ on: true, from: '12:00', until: '12:00' }, '12:00:00.000', '12:00:00.000'],
])('%j at %s is over at %s', (quiet, now, over) => {
  expect(quietOver(quiet, at(now))).toEqual(at(over))
})

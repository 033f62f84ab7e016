import { refusalCodes } from '../../shared/contract/refusals'
import { Refusal, Unanswered } from '../wechat/refusal'
import {
  daysUntil,
  formatClock,
  formatDay,
  formatDayFrom,
  formatDayShort,
  formatMoment,
  formatMonth,
  formatSoon,
} from './dates'
import { pointsPerYuan } from './pointsPerYuan'
import { refusalSentence } from './refusalSentence'
import { say, words } from './words'

let mockLanguage: 'zh' | 'en' = 'zh'
jest.mock('../wechat/system', () => ({ language: () => mockLanguage }))

beforeEach(() => {
  mockLanguage = 'zh'
})

describe('days and moments', () => {
  it('are written as a Chinese or an English reader writes them', () => {
    expect([formatDay('2026-01-05', 'zh'), formatDayShort('2026-01-05', 'zh')]).toEqual(['2026年1月5日', '1月5日'])
    expect([formatDay('2026-01-05', 'en'), formatMonth('2026-01', 'en')]).toEqual(['5 Jan 2026', 'Jan 2026'])
  })

  it('name the year when it is not this one', () => {
    expect(formatDayFrom('2026-11-22', '2026-12-31', 'zh')).toBe('12月31日')
    expect(formatDayFrom('2026-11-22', '2028-08-31', 'zh')).toBe('2028年8月31日')
  })

  it('are those of Shanghai, wherever the phone is', () => {
    expect(formatMoment('2026-11-30T16:30:00.000Z', 'zh')).toBe('2026年12月1日 00:30')
    expect(formatClock('2026-11-30T15:59:00.000Z')).toBe('23:59')
    const now = new Date('2026-11-22T04:00:00.000Z')
    const soon = ['2026-11-22T12:00:00.000Z', '2026-11-22T16:00:00.000Z', '2026-11-24T12:00:00.000Z']
    expect(soon.map((moment) => formatSoon(moment, now, 'zh'))).toEqual(['20:00', '明天 00:00', '11月24日 20:00'])
    expect(soon.map((moment) => formatSoon(moment, now, 'en'))).toEqual(['20:00', 'tomorrow 00:00', '24 Nov 20:00'])
    expect(formatSoon('2027-01-01T04:00:00.000Z', now, 'zh')).toBe('2027年1月1日 12:00')
    expect(daysUntil('2026-11-30T16:30:00.000Z', new Date('2026-11-30T15:00:00.000Z'))).toBe(1)
    expect(daysUntil('2026-11-29T15:00:00.000Z', new Date('2026-11-29T16:00:00.000Z'))).toBe(-1)
  })
})

describe('the rate', () => {
  it.each([
    [100, '1'],
    [50, '0.5'],
    [250, '2.5'],
  ])('of %i basis points is %s points a yuan', (rate, text) => {
    expect(pointsPerYuan(rate)).toBe(text)
  })
})

describe('texts', () => {
  it('follow the language of the phone', () => {
    const pair = words({ zh: { hello: '你好' }, en: { hello: 'Hello' } })
    expect(say(pair).hello).toBe('你好')
    mockLanguage = 'en'
    expect(say(pair).hello).toBe('Hello')
  })

  it('must be the same ones in both languages', () => {
    // @ts-expect-error English lacks a text that Chinese has
    words({ zh: { hello: '你好', bye: '再见' }, en: { hello: 'Hello' } })
  })
})

describe('the sentence of a refusal', () => {
  it.each([...refusalCodes])('is there for %s in both languages', (code) => {
    for (const language of ['zh', 'en'] as const) {
      mockLanguage = language
      expect(refusalSentence(new Refusal(code)).length).toBeGreaterThan(3)
    }
  })

  it.each([
    [30, '请在 30 秒后再试。'],
    [600, '请在 10 分钟后再试。'],
    [7_200, '请在 2 小时后再试。'],
  ])('names the time to wait: %i s', (seconds, text) => {
    expect(refusalSentence(new Refusal('too_many_requests', seconds))).toContain(text)
  })

  it('says what to do when nothing came back', () => {
    expect(refusalSentence(new Unanswered('network'))).toContain('网络')
  })
})

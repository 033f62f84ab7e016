import fc from 'fast-check'
import { isCardNumber } from './cardNumber'
import { isCardNumberTyped } from './typedCardNumber'

const card = '4111111111111111'
const withDigits = (nought: number) => [...card].map((digit) => String.fromCodePoint(nought + Number(digit))).join('')

test.each([
  ['as it is', card],
  ['in groups', '4111 1111 1111 1111'],
  ['with hyphens', '4111-1111-1111-1111'],
  ['with long dashes', '4111–1111–1111–1111'],
  ['with blanks of another width', '4111　1111　1111　1111'],
  ['with blanks on both sides of dashes', '4111 - 1111 - 1111 - 1111'],
  ['with commas', '4111,1111,1111,1111'],
  ['with Chinese commas', '4111、1111，1111、1111'],
  ['with stars', '4111*1111*1111*1111'],
  ['with many blanks', '4111    1111    1111    1111'],
  ['with words', '4111和1111和1111和1111'],
  ['in the digits of cheques', '肆壹壹壹壹壹壹壹壹壹壹壹壹壹壹壹'],
  ['with dots', '4111.1111.1111.1111'],
  ['with invisible characters', `4111\u200b1111\u200b1111\u200b1111`],
  ['digit by digit', [...card].join(' ')],
  ['in groups of six and ten', '411111 1111111111'],
  ['with nineteen digits', '6222021234567890128'],
  ['in full width', withDigits(0xff10)],
  ['in Arabic-Indic digits', withDigits(0x660)],
  ['in Persian digits', withDigits(0x6f0)],
  ['in Devanagari digits', withDigits(0x966)],
  ['in mathematical digits', withDigits(0x1d7ce)],
  ['in Chinese digits', '四一一一一一一一一一一一一一一一'],
  ['in several kinds of digits', `4111${withDigits(0x660).slice(4, 8)}${withDigits(0xff10).slice(8)}`],
  ['in a sentence', '我的卡号是4111111111111111，请查'],
  ['in an English sentence', 'my card is 4111 1111 1111 1111, thanks'],
  ['behind a word', 'card4111111111111111'],
  ['with a word on either side', 'No_4111111111111111_x'],
  ['behind a day', '2026-11-22 4111111111111111'],
  ['behind a phone number', '13812345678 4111111111111111'],
])('a card number %s', (_, text) => {
  expect(isCardNumberTyped(text)).toBe(true)
})

test.each([
  ['an id', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['an id with many digits', '01784111111111111111ABCDEF'],
  ['an order number', 'K01784111111111111111ABCDEF'],
  ['a key', '9f4111111111111111ab3c12de45f6a7'],
  ['a key as UUID', '0a1b2c3d-4111-4111-8111-1a11b1c1d111'],
  ['a key as UUID with hardly a letter', '41111111-1111-4111-8111-11111111111a'],
  ['a phone number', '13812345678'],
  ['phone numbers', '13812345678 13912345678'],
  ['a phone number with its country', '+86 138 1234 5678'],
  ['a day', '2026-11-22'],
  ['days', '2026-11-22 2026-12-31'],
  ['a moment', '2026-11-22T10:00:00.123Z'],
  ['a number with another check digit', '4111111111111112'],
  ['twenty digits', '41111111111111111111'],
  ['amounts', '12.50 33.20 18.00 99'],
  ['a short text', '视频会员月卡'],
  ['amounts with separators', '1,200 + 3,400 = 4,600'],
  ['years', '2026年、2027年、2028年'],
  ['steps with numbers', '满100减20，满200减50，满300减80'],
])('%s is none', (_, text) => {
  expect(isCardNumberTyped(text)).toBe(false)
})

test('ids, keys and phones are never taken for one', () => {
  const id = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  const phone = fc.stringMatching(/^1[3-9]\d{9}$/)
  fc.assert(
    fc.property(fc.oneof(id, phone, fc.uuid()), (text) => !isCardNumberTyped(text)),
    { numRuns: 5_000 },
  )
})

test('every card number is, whatever is written around it', () => {
  const digits = fc.stringMatching(/^[3-6]\d{11,17}$/).map((start) => {
    const last = '0123456789'.split('').find((digit) => isCardNumber(start + digit))
    return `${start}${last}`
  })
  const around = fc.stringMatching(/^[一-龥]{0,8}$/)
  fc.assert(
    fc.property(digits, around, around, (number, before, after) => {
      // A run of Chinese digits beside it would be another number.
      if (/[零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖]/.test(before + after)) return true
      return isCardNumberTyped(`${before}${number}${after}`)
    }),
    { numRuns: 2_000 },
  )
})

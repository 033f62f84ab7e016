import { refusalCodes } from '../../../shared/contract/refusals'
import { marksOf } from './cardForm'
import { needsNewPassword, placeOfRefusal } from './placeOfRefusal'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))

const form = { name: '持卡人', last4: '4821', phone: undefined }

describe('the card form', () => {
  it.each([
    ['is ready with name and four digits; the WeChat number is used', {}, []],
    ['needs a name that is more than spaces', { name: '  ' }, ['name']],
    ['needs exactly four digits', { last4: '482' }, ['last4']],
    ['takes no letters for digits', { last4: '48a1' }, ['last4']],
    ['needs eleven digits when another number is given', { phone: '1380000' }, ['phone']],
    ['takes another number', { phone: '13800005678' }, []],
  ])('%s', (_, over, marked) => {
    expect(Object.keys(marksOf({ ...form, ...over }))).toEqual(marked)
  })
})

describe('a refusal of the bank', () => {
  it.each([
    ['card_not_matched', undefined],
    ['full_card_number_refused', 'last4'],
    ['otp_wrong', 'otp'],
    ['attempts_exceeded', undefined],
    ['outside_unsure', undefined],
  ] as const)('%s is told at %s', (code, place) => {
    expect(placeOfRefusal(code)).toBe(place)
  })

  it('asks for a new password only where the old one is of no more use', () => {
    expect(refusalCodes.filter(needsNewPassword)).toEqual(['otp_expired', 'otp_attempts_exceeded'])
  })
})

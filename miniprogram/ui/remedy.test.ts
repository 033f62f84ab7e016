import type { RefusalCode } from '../../shared/contract/refusals'
import { Refusal } from '../wechat/refusal'
import { commonRemedy } from './remedy'

const mockOpened: string[] = []
jest.mock('../wechat/system', () => ({ language: () => 'zh' }))
jest.mock('../wechat/navigation', () => ({ open: (page: string) => mockOpened.push(page) }))

const onClose = jest.fn()
const remedyFor = (code: RefusalCode) => commonRemedy(new Refusal(code), onClose)

beforeEach(() => {
  onClose.mockClear()
  mockOpened.splice(0)
})

describe('what is left to do after a refusal', () => {
  it.each(['sold_out', 'limit_reached', 'tier_too_low', 'entitlement_chosen_already'] as const)(
    'of %s, is to leave it',
    (code) => {
      const remedy = remedyFor(code)
      expect(remedy?.text).toBe('知道了')
      remedy?.act()
      expect([onClose.mock.calls.length, mockOpened]).toEqual([1, []])
    },
  )

  it('of frozen redemption, is to go where that is lifted', () => {
    const remedy = remedyFor('redemption_frozen')
    expect(remedy?.text).toBe('去安全锁')
    remedy?.act()
    expect([onClose.mock.calls.length, mockOpened]).toEqual([1, ['lock']])
  })

  it.each(['busy_try_later', 'outside_unsure'] as const)('of %s, is to try again', (code) => {
    expect(remedyFor(code)).toBeUndefined()
  })
})

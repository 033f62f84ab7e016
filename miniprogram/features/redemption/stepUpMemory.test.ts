import type { StepUpPurpose } from '../../../shared/contract/security'
import { type Challenge, knownChallenge, rememberChallenge } from './stepUpMemory'

const purpose: StepUpPurpose = { for: 'redemption', key: 'key-1-0123456789', benefitId: 'TEA', points: 300 }
const challenge: Challenge = {
  stepUpId: '01KAW0000000000000000000S1',
  phoneMasked: '138****8000',
  last4: '4242',
  expiresInSeconds: 300,
  resendAfterSeconds: 60,
}
const at = (seconds: number) => new Date(Date.parse('2026-11-22T06:00:00.000Z') + seconds * 1_000)

test('a password that was sent is known until it expires, with the time that is left', () => {
  rememberChallenge(purpose, challenge, at(0))
  expect(knownChallenge(purpose, at(20))).toEqual({ ...challenge, expiresInSeconds: 280, resendAfterSeconds: 40 })
  expect(knownChallenge(purpose, at(200))).toMatchObject({ expiresInSeconds: 100, resendAfterSeconds: 0 })
  expect(knownChallenge(purpose, at(300))).toBeUndefined()
})

test('it is good for nothing else', () => {
  rememberChallenge(purpose, challenge, at(0))
  expect(knownChallenge({ ...purpose, points: 301 }, at(1))).toBeUndefined()
  expect(knownChallenge({ ...purpose, key: 'key-2-0123456789' }, at(1))).toBeUndefined()
})

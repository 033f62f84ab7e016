import type { StepUpPurpose } from '../../../shared/contract/security'
import { bindScripted } from '../../../tests/support/bindScripted'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { cardsRoutes } from '../cards'
import { noLock } from './lock.rules'
import { securityRoutes } from './risk.routes'

let opened: TestDatabase
let people: People
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
})

const askStepUp = (session: Session) => {
  const body: StepUpPurpose = { for: 'lock', lock: noLock }
  return securityRoutes(people).askStepUp({ ...blankRequest, session, body })
}
const askToBind = (session: Session, last4: string, phone?: string) =>
  cardsRoutes(people).verify({ ...blankRequest, session, body: { name: 'NAME', last4, phone } })

// A card of the scripted bank is bound with the phone that its last digits make.
test('messages to bind and to step up are counted together by the phone that gets them', async () => {
  const phone = '13970010000'
  const session = await bindScripted(people, await people.enter('openid-messages-1', { phone }), '7001')
  for (let message = 0; message < 2; message++) await askStepUp(session)
  for (let message = 0; message < 2; message++) await askToBind(session, `710${message}`)
  expect(await refusalOf(askStepUp(session))).toBe('otp_too_many_messages')
  expect(await refusalOf(askToBind(session, '7109'))).toBe('otp_too_many_messages')
  // Nor does anybody else get a sixth message sent there.
  const asked = people.bank.asked.length
  await askToBind(await people.enter('openid-messages-2'), '7001', phone)
  expect(people.bank.asked).toHaveLength(asked)
})

test('messages to another phone are not held against it', async () => {
  const session = await bindScripted(people, await people.enter('openid-messages-3', { phone: '13970030000' }), '7003')
  for (let message = 0; message < 4; message++) await askStepUp(session)
  await expect(
    askToBind(await people.enter('openid-messages-4', { phone: '13912340004' }), '7004'),
  ).resolves.toBeDefined()
})

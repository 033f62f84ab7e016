import { randomBytes } from 'node:crypto'
import type { LockSettings, StepUpPurpose } from '../../../shared/contract/security'
import { idFrom } from '../../../shared/values/ids'
import { bindScripted } from '../../../tests/support/bindScripted'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type People, peopleOn } from '../../../tests/support/people'
import { testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import { from } from '../../../tests/support/riskRules'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { keyedVault } from '../../adapters/vault'
import type { Session } from '../../http/sessions'
import { cardsOf, cardsRoutes } from '../cards'
import { readGuards, securityRoutes, spendStepUps, tokenFingerprints } from '.'
import { noLock } from './lock.rules'

let opened: TestDatabase
let people: People
let routes: ReturnType<typeof securityRoutes>
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
  routes = securityRoutes(people)
})

let strangers = 0
async function cardholder(): Promise<Session> {
  const last4 = String(5_000 + ++strangers)
  return bindScripted(people, await people.enter(`openid-lock-${last4}`), last4)
}

const show = (session: Session) => routes.lock({ ...blankRequest, session })
const change = (session: Session, lock: Partial<LockSettings>, stepUp?: string) =>
  routes.changeLock({ ...blankRequest, session, body: { ...noLock, ...lock, stepUp } })
const ask = (session: Session, purpose: StepUpPurpose) => routes.askStepUp({ ...blankRequest, session, body: purpose })
const check = (session: Session, stepUpId: string, otp = rightOtp) =>
  routes.checkStepUp({ ...blankRequest, session, params: { stepUpId }, body: { otp } })
const loosen = (lock: Partial<LockSettings>): StepUpPurpose => ({ for: 'lock', lock: { ...noLock, ...lock } })

async function tokenFor(session: Session, lock: Partial<LockSettings>): Promise<string> {
  const { stepUpId } = await ask(session, loosen(lock))
  return (await check(session, stepUpId)).stepUpToken
}

test('nothing is set at first', async () => {
  expect(await show(await cardholder())).toEqual({
    ...noLock,
    programme: { abovePoints: testProgramme.stepUp?.abovePoints ?? null, dailyLimitPoints: null },
    changedAt: null,
  })
})

test('tightening asks for nothing, and word of it goes out', async () => {
  const session = await cardholder()
  const tight = { frozen: true, dailyLimitPoints: 1_000, nightLock: true, trustedOnly: true }
  expect(await change(session, tight)).toMatchObject({ ...tight, changedAt: '2026-11-22T02:00:00.000Z' })
  expect(await show(session)).toMatchObject(tight)
  const messages = await opened.database.reader.rows<{ topic: string; payload: string }>(
    "SELECT topic, payload FROM outbox WHERE cardholder_id = ? AND topic = 'security.lock_changed'",
    [session.cardholderId],
  )
  expect(messages.map(({ topic, payload }) => [topic, JSON.parse(payload)])).toEqual([
    ['security.lock_changed', { ...tight, changedAt: '2026-11-22T02:00:00.000Z' }],
  ])
})

test('the same once more changes nothing and tells nobody', async () => {
  const session = await cardholder()
  await change(session, { frozen: true })
  people.surroundings.advance(1_000)
  expect((await change(session, { frozen: true })).changedAt).toBe('2026-11-22T02:00:00.000Z')
})

test('is changed so many times an hour and no more, since each change is kept and told', async () => {
  const session = await cardholder()
  for (let changes = 0; changes < 60; changes++) await change(session, { dailyLimitPoints: 1_000 - changes })
  expect(await refusalOf(change(session, { dailyLimitPoints: 1 }))).toBe('too_many_requests')
})

test.each([
  [{ frozen: true }, {}],
  [{ nightLock: true }, { frozen: true }],
  [{ dailyLimitPoints: 500 }, { dailyLimitPoints: 501 }],
  [{ dailyLimitPoints: 500 }, { dailyLimitPoints: null, nightLock: true }],
])('from %j to %j needs the one-time password', async (from, to) => {
  const session = await cardholder()
  await change(session, from)
  expect(await refusalOf(change(session, to))).toBe('step_up_required')
  expect(await show(session)).toMatchObject(from)
  expect(await change(session, to, await tokenFor(session, to))).toMatchObject(to)
})

test('the password goes to the phone of the default card, as the bank has it', async () => {
  const session = await cardholder()
  const asked = await ask(session, loosen({}))
  const last4 = String(5_000 + strangers)
  expect(asked).toMatchObject({ phoneMasked: '138****0000', last4, expiresInSeconds: 300, resendAfterSeconds: 60 })
  expect(people.bank.asked.at(-1)).toBe(`send ct_token_${last4}`)
})

describe('a card that was bound a moment ago', () => {
  const hour = 3_600_000
  let session: Session
  let [old, fresh] = ['', '']
  beforeEach(async () => {
    session = await cardholder()
    old = String(5_000 + strangers)
    fresh = String(5_000 + ++strangers)
    people.surroundings.advance(30 * 24 * hour)
    session = await bindScripted(people, session, fresh)
  })
  const cardId = async (last4: string) =>
    (await cardsOf(opened.database.reader, session.cardholderId)).find((card) => card.last4 === last4)?.id ?? ''
  const card = async (last4: string) => ({ ...blankRequest, session, params: { cardId: await cardId(last4) } })
  const last4Asked = async () => (await ask(session, loosen({}))).last4

  test('vouches for nobody who held a card before, though it is made the default one', async () => {
    await cardsRoutes(people).makeDefault(await card(fresh))
    expect(await last4Asked()).toBe(old)
    people.surroundings.advance(24 * hour + 1)
    expect(await last4Asked()).toBe(fresh)
  })

  test('has to wait where the card before it was unbound', async () => {
    await cardsRoutes(people).unbind(await card(old))
    expect(await refusalOf(ask(session, loosen({})))).toBe('card_too_new')
    people.surroundings.advance(24 * hour + 1)
    expect(await last4Asked()).toBe(fresh)
  })

  test('is no new one where it was this cardholder’s long ago', async () => {
    await cardsRoutes(people).unbind(await card(old))
    await cardsRoutes(people).unbind(await card(fresh))
    session = await bindScripted(people, session, old)
    expect(await last4Asked()).toBe(old)
  })
})

test('a token is used once', async () => {
  const session = await cardholder()
  await change(session, { frozen: true })
  const token = await tokenFor(session, {})
  await change(session, {}, token)
  await change(session, { frozen: true })
  expect(await refusalOf(change(session, {}, token))).toBe('step_up_required')
})

test('of two who use a token at once, one is let through', async () => {
  const session = await cardholder()
  await change(session, { frozen: true })
  const token = await tokenFor(session, {})
  const both = await Promise.all([change(session, {}, token), change(session, {}, token)])
  // The other one finds the lock as it should be.
  expect(both.map(({ frozen }) => frozen)).toEqual([false, false])
  const [row] = await opened.database.reader.rows<{ n: number }>(
    'SELECT COUNT(*) AS n FROM outbox WHERE cardholder_id = ? AND payload LIKE \'%"frozen":false%\'',
    [session.cardholderId],
  )
  expect(Number(row?.n)).toBe(1)
})

test('a token is good for what it was asked for, for whom, and for five minutes', async () => {
  const [session, stranger] = [await cardholder(), await cardholder()]
  for (const each of [session, stranger]) await change(each, { frozen: true, nightLock: true })
  const token = await tokenFor(session, { nightLock: true })
  expect(await refusalOf(change(session, {}, token))).toBe('step_up_required')
  expect(await refusalOf(change(stranger, { nightLock: true }, token))).toBe('step_up_required')
  people.surroundings.advance(300_000)
  expect(await refusalOf(change(session, { nightLock: true }, token))).toBe('step_up_required')
  people.surroundings.advance(-1)
  expect(await change(session, { nightLock: true }, token)).toMatchObject({ frozen: false })
})

test('a new password does not sweep a token away from under the redemption that it was read for', async () => {
  const session = await cardholder()
  const purpose = { for: 'redemption', key: 'k'.repeat(16), benefitId: 'TEA', points: 500 } as const
  const { stepUpToken } = await check(session, (await ask(session, purpose)).stepUpId)
  people.surroundings.advance(299_999)
  const asked = { ...session, ...purpose, stepUp: tokenFingerprints(people.vault, stepUpToken) }
  const stepUp = (await readGuards(opened.database.reader, [asked])).stepUpFor(asked, people.surroundings.now())
  people.surroundings.advance(1)
  await ask(session, purpose)
  const spend = opened.database.inTransaction((tx) => spendStepUps(tx, stepUp ? [stepUp] : [], new Date()))
  await expect(spend).resolves.toBeUndefined()
  const kept = () =>
    opened.database.reader.rows('SELECT 1 FROM step_up WHERE cardholder_id = ?', [session.cardholderId])
  expect(await kept()).toHaveLength(2)
  people.surroundings.advance(3_600_000)
  await ask(session, purpose)
  expect(await kept()).toHaveLength(1)
})

test('a proof is for the account that is topped up, of which nothing is kept that names it', async () => {
  const session = await cardholder()
  const account = '13800138000'
  const purpose = { for: 'redemption', key: 'k'.repeat(16), benefitId: 'DATA', points: 500, account } as const
  const { stepUpToken } = await check(session, (await ask(session, purpose)).stepUpId)
  const stepUp = tokenFingerprints(people.vault, stepUpToken)
  const { reader } = opened.database
  const passes = async (accountPrints?: readonly string[]) => {
    const asked = { ...session, key: purpose.key, benefitId: 'DATA', points: 500, stepUp, accountPrints }
    return (await readGuards(reader, [asked])).stepUpFor(asked, people.surroundings.now()) !== null
  }
  const printsOf = (text: string) => people.vault.fingerprints('account', text)
  expect(await passes(printsOf(account))).toBe(true)
  expect(await passes(printsOf('13900139000'))).toBe(false)
  expect(await passes()).toBe(false)
  const rows = await reader.rows('SELECT * FROM step_up WHERE cardholder_id = ?', [session.cardholderId])
  expect(JSON.stringify(rows)).not.toContain(account)
})

test('a token is found while the key of fingerprints changes, by whichever process made it', async () => {
  const data = { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) }
  const keys = new Map([1, 2].map((version) => [version, { hash: 'sha256' as const, key: Buffer.alloc(32, version) }]))
  const [before, after] = [1, 2].map((current) =>
    securityRoutes({
      ...people,
      vault: keyedVault({ cipher: 'aes-256-gcm', data, fingerprints: { current, keys } }),
    }),
  ) as [typeof routes, typeof routes]
  for (const [made, used] of [
    [before, after],
    [after, before],
  ] as const) {
    const session = await cardholder()
    await change(session, { frozen: true })
    const { stepUpId } = await ask(session, loosen({}))
    const body = { otp: rightOtp }
    const { stepUpToken } = await made.checkStepUp({ ...blankRequest, session, params: { stepUpId }, body })
    const thawed = used.changeLock({ ...blankRequest, session, body: { ...noLock, stepUp: stepUpToken } })
    expect(await thawed).toMatchObject({ frozen: false })
  }
})

test('only a fingerprint of the token is kept', async () => {
  const session = await cardholder()
  const token = await tokenFor(session, {})
  const rows = await opened.database.reader.rows('SELECT * FROM step_up WHERE cardholder_id = ?', [
    session.cardholderId,
  ])
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a wrong password gives no token, and the right one gives a new one to whoever lost the answer', async () => {
  const session = await cardholder()
  await change(session, { frozen: true })
  const { stepUpId } = await ask(session, loosen({}))
  expect(await refusalOf(check(session, stepUpId, '000000'))).toBe('otp_wrong')
  const lost = await check(session, stepUpId)
  const { stepUpToken } = await check(session, stepUpId)
  expect(await refusalOf(change(session, {}, lost.stepUpToken))).toBe('step_up_required')
  expect(await change(session, {}, stepUpToken)).toMatchObject({ frozen: false })
})

test('a step-up of somebody else is not found', async () => {
  const [session, stranger] = [await cardholder(), await cardholder()]
  const { stepUpId } = await ask(session, loosen({}))
  expect(await refusalOf(check(stranger, stepUpId))).toBe('otp_expired')
})

test('a password that is over is refused without the bank being asked', async () => {
  const session = await cardholder()
  const { stepUpId } = await ask(session, loosen({}))
  people.surroundings.advance(300_000)
  const asked = people.bank.asked.length
  expect(await refusalOf(check(session, stepUpId))).toBe('otp_expired')
  expect(people.bank.asked).toHaveLength(asked)
})

test.each([
  ['card_not_found', 'card_unknown'],
  ['card_frozen', 'card_frozen'],
  ['too_many_messages', 'otp_too_many_messages'],
] as const)('the bank’s %s is %s, and is not counted', async (reason, refusal) => {
  const session = await cardholder()
  for (let time = 0; time < 10; time++) {
    people.bank.answersNext({ ok: false, reason })
    expect(await refusalOf(ask(session, loosen({})))).toBe(refusal)
  }
  expect(await ask(session, loosen({}))).toMatchObject({ phoneMasked: '138****0000' })
})

test('without a bound card there is no phone to ask', async () => {
  const session = await people.enter('openid-of-nobody')
  expect(await refusalOf(ask(session, loosen({})))).toBe('card_required')
})

test('guessing ends', async () => {
  const session = await cardholder()
  const refusals: string[] = []
  for (let guess = 0; guess < 9; guess++) {
    const { stepUpId } = guess % 4 === 0 ? await ask(session, loosen({})) : { stepUpId: '' }
    refusals.push(stepUpId ? await refusalOf(check(session, stepUpId, '000000')) : 'skipped')
  }
  expect(refusals.filter((refusal) => refusal === 'otp_wrong')).toHaveLength(3)
  const { stepUpId } = await ask(session, loosen({}))
  for (let guess = 0; guess < 9; guess++) await refusalOf(check(session, stepUpId, '000000'))
  expect(await refusalOf(check(session, stepUpId, '000000'))).toBe('attempts_exceeded')
})

describe('what is noted at the door of passwords', () => {
  const noted = (session: Session, purpose: StepUpPurpose) => {
    const seen: string[] = []
    const watched = securityRoutes({
      ...people,
      regionKindFrom: async (_, address) => (address === from.abroad ? 'abroad' : 'home'),
      noteAtVerifier: ({ door, lane, regionKind, outcome }) => seen.push(`${door} ${lane} ${regionKind} ${outcome}`),
    })
    return ask(session, purpose).then(async ({ stepUpId }) => {
      const params = { stepUpId }
      const wrong = { ...blankRequest, session, params, body: { otp: '000000' }, address: from.abroad }
      await refusalOf(watched.checkStepUp(wrong))
      return seen
    })
  }
  const judged = ({ cardholderId, programmeId }: Session, { minutesAgo }: { minutesAgo: number }) => {
    const at = people.surroundings.now().getTime() - minutesAgo * 60_000
    const row = {
      ...{ cardholder_id: cardholderId, id: idFrom(at, randomBytes(10)), programme_id: programmeId, point: 'redeem' },
      ...{ lane: 'step_up', rules: '', version: 'v', facts: '[]', address_fingerprint: '', network_fingerprint: '' },
      ...{ shadow_version: null, shadow_lane: null, apart_of: cardholderId },
    }
    return opened.database.inTransaction((tx) => tx.insert('risk_decision', [row]))
  }
  const redemption = { for: 'redemption', key: 'k'.repeat(20), benefitId: 'TEA', points: 500 } as const

  test.each<[string, { purpose: StepUpPurpose; minutesAgo: number; line: string }]>([
    ['a lock', { purpose: loosen({}), minutesAgo: 0, line: 'step_up normal abroad reached' }],
    [
      'what is held',
      {
        purpose: { for: 'review', redemptionId: 'r'.repeat(26) },
        minutesAgo: 0,
        line: 'step_up quarantine abroad reached',
      },
    ],
    ['a redemption in its lane', { purpose: redemption, minutesAgo: 5, line: 'step_up step_up abroad reached' }],
    ['a redemption of another hour', { purpose: redemption, minutesAgo: 61, line: 'step_up normal abroad reached' }],
  ])('for %s', async (_, { purpose, minutesAgo, line }) => {
    const session = await cardholder()
    await judged(session, { minutesAgo })
    expect(await noted(session, purpose)).toEqual([line])
  })
})

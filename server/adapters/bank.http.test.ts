import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CardQuestion } from '../ports/bank'
import { startBankSimulator } from '../simulators/bank/bankSimulator'
import { phoneOfCard } from '../simulators/bank/cards'
import type { Simulator } from '../simulators/simulatorApp'
import { bankOverHttp } from './bank.http'
import type { SignedSide } from './signedCall'

const programmeId = 'spruce-hoshino'
const holder = (last4: string): CardQuestion => ({
  programmeId,
  last4,
  name: `持卡人${last4}`,
  phone: phoneOfCard(last4),
})

describe('the bank over HTTP', () => {
  let simulator: Simulator
  let now: Date
  let side: SignedSide

  beforeEach(async () => {
    now = new Date('2026-11-20T04:00:00Z')
    simulator = await startBankSimulator({
      port: 0,
      programmeId,
      clientId: 'kaquan',
      clientSecret: 'secret',
      eventKeyId: 'key-1',
      eventSecret: 'event secret',
      now: () => now,
    })
    side = {
      baseUrl: simulator.url,
      clientId: 'kaquan',
      secret: 'secret',
      now: () => now,
      nonce: () => randomBytes(16).toString('hex'),
      timeoutMs: 2_000,
    }
  })
  afterEach(() => simulator.stop())

  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  const codesOf = async (phone: string) => {
    const otps = await (await fetch(`${simulator.url}/sim/otps?phone=${phone}`)).json()
    return (otps as { code: string }[]).map(({ code }) => code)
  }
  const challenged = async (last4 = '8192') => {
    const verified = await bankOverHttp(side).verifyCard(holder(last4))
    if (!verified.ok) throw new Error(verified.reason)
    const [code = ''] = await codesOf(phoneOfCard(last4))
    return { challengeId: verified.challengeId, code }
  }

  it('verifies a card, sends a password, and gives the token for it', async () => {
    const bank = bankOverHttp(side)
    const verified = await bank.verifyCard(holder('8192'))
    expect(verified).toMatchObject({
      ok: true,
      phoneMasked: '138****8192',
      resendAfterSeconds: 60,
      expiresInSeconds: 300,
    })
    const [code = ''] = await codesOf(phoneOfCard('8192'))
    expect(code).toMatch(/^\d{6}$/)
    const challengeId = verified.ok ? verified.challengeId : ''
    const confirmed = await bank.confirmOtp({ challengeId, code })
    expect(confirmed).toMatchObject({ ok: true, last4: '8192', cardToken: expect.stringMatching(/^ct_[a-z]{24}$/) })
    expect(await bank.confirmOtp({ challengeId, code })).toEqual(confirmed)
  })

  it.each([
    ['phone_differs', { ...holder('8192'), phone: '13800000000' }],
    ['name_differs', { ...holder('8192'), name: '持卡人0000' }],
    ['card_not_found', holder('0009')],
    ['card_not_of_programme', holder('0000')],
    ['card_not_of_programme', { ...holder('8192'), programmeId: 'another-programme' }],
    ['card_frozen', holder('0001')],
  ])('says %s', async (reason, question) => {
    expect(await bankOverHttp(side).verifyCard(question)).toEqual({ ok: false, reason, retryAfterSeconds: undefined })
  })

  it('sends no second message within a minute, and the second ends the first', async () => {
    const first = await challenged()
    later(20)
    expect(await bankOverHttp(side).verifyCard(holder('8192'))).toEqual({
      ok: false,
      reason: 'too_many_messages',
      retryAfterSeconds: 40,
    })
    later(40)
    const second = await challenged()
    expect(await bankOverHttp(side).confirmOtp(first)).toMatchObject({ ok: false, reason: 'otp_expired' })
    expect(await bankOverHttp(side).confirmOtp(second)).toMatchObject({ ok: true })
  })

  it('sends ten messages an hour at most', async () => {
    for (let sent = 0; sent < 10; sent++) {
      await challenged()
      later(61)
    }
    const refused = await bankOverHttp(side).verifyCard(holder('8192'))
    expect(refused).toEqual({ ok: false, reason: 'too_many_messages', retryAfterSeconds: 3600 - 610 })
  })

  it('sends a password for a card that is known by its token, to the phone that the bank has', async () => {
    const bank = bankOverHttp(side)
    const bound = await bank.confirmOtp(await challenged())
    if (!bound.ok) throw new Error(bound.reason)
    const { cardToken } = bound
    later(61)
    const sent = await bank.sendOtp({ programmeId, cardToken })
    expect(sent).toMatchObject({ ok: true, phoneMasked: '138****8192', expiresInSeconds: 300 })
    const [code = ''] = await codesOf(phoneOfCard('8192'))
    expect(await bank.confirmOtp({ challengeId: sent.ok ? sent.challengeId : '', code })).toEqual(bound)
    expect(await bank.sendOtp({ programmeId, cardToken })).toMatchObject({ ok: false, reason: 'too_many_messages' })
    expect(await bank.sendOtp({ programmeId: 'another', cardToken })).toMatchObject({ reason: 'card_not_of_programme' })
    expect(await bank.sendOtp({ programmeId, cardToken: 'ct_nobody' })).toMatchObject({ reason: 'card_not_found' })
  })

  it('lets a message get lost', async () => {
    expect(await bankOverHttp(side).verifyCard(holder('0002'))).toMatchObject({ ok: true })
    expect(await codesOf(phoneOfCard('0002'))).toEqual([])
  })

  it('counts wrong passwords, five in all', async () => {
    const { challengeId, code } = await challenged()
    const wrong = code === '000000' ? '111111' : '000000'
    const bank = bankOverHttp(side)
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await bank.confirmOtp({ challengeId, code: wrong })).toEqual({
        ok: false,
        reason: 'otp_wrong',
        attemptsLeft,
      })
    }
    expect(await bank.confirmOtp({ challengeId, code: wrong })).toMatchObject({ reason: 'otp_attempts_exceeded' })
    expect(await bank.confirmOtp({ challengeId, code })).toMatchObject({ reason: 'otp_attempts_exceeded' })
  })

  it('takes a password for five minutes', async () => {
    const { challengeId, code } = await challenged()
    later(300)
    expect(await bankOverHttp(side).confirmOtp({ challengeId, code })).toMatchObject({ reason: 'otp_expired' })
  })

  it('never answers or shows the password but where it is meant to be seen', async () => {
    const { code } = await challenged()
    const exchanges = await (await fetch(`${simulator.url}/sim/exchanges`)).text()
    expect(exchanges).toContain('/v1/cards/verify')
    expect(exchanges).not.toContain(code)
    expect(exchanges).not.toContain(phoneOfCard('8192'))
    expect(await (await fetch(simulator.url)).text()).toContain(code)
  })

  describe('asked whether it knows a phone', () => {
    const knows = (phone: string, change: Partial<SignedSide> = {}, programme = programmeId) =>
      bankOverHttp({ ...side, ...change }).knowsPhone({ programmeId: programme, phone })

    it('says yes of a cardholder of the programme, whatever has become of the card, and no of everybody else', async () => {
      expect(await knows(phoneOfCard('8192'))).toBe(true)
      expect(await knows(phoneOfCard('0001'))).toBe(true)
      expect(await knows('13800000000')).toBe(false)
      expect(await knows(phoneOfCard('0000'))).toBe(false)
      expect(await knows(phoneOfCard('8192'), {}, 'another-programme')).toBe(false)
    })

    it('sends nobody a message for it', async () => {
      await knows(phoneOfCard('8192'))
      expect(await codesOf(phoneOfCard('8192'))).toEqual([])
      expect(await (await fetch(`${simulator.url}/sim/exchanges`)).text()).not.toContain(phoneOfCard('8192'))
    })

    it('has said nothing where it has no such question', async () => {
      const older = await startBankSimulator({
        ...{ port: 0, programmeId, clientId: 'kaquan', clientSecret: 'secret', eventKeyId: 'k', eventSecret: 's' },
        ...{ tellsOfPhones: false, now: () => now },
      })
      expect(await knows(phoneOfCard('8192'), { baseUrl: older.url })).toBeNull()
      await older.stop()
    })

    it.each([
      ['a 404 in JSON', 404, '{"code":"not_found"}'],
      ['a 404 that is a page', 404, '<h1>404</h1>'],
      ['a 501', 501, '{}'],
      ['a 500', 500, '{"ok":true,"known":true}'],
      ['a 401', 401, '{"code":"signature_invalid"}'],
      ['a 403 that says yes', 403, '{"ok":true,"known":true}'],
      ['another shape', 200, '{"ok":true,"known":"yes"}'],
      ['no JSON', 200, 'yes'],
    ])('has said nothing by %s', async (_, status, text) => {
      const other = await answering((_, response) => response.writeHead(status).end(text))
      expect(await knows(phoneOfCard('8192'), { baseUrl: other.url })).toBeNull()
      await other.stop()
    })

    it('has said nothing when it is slow or away', async () => {
      const mute = await answering(() => undefined)
      expect(await knows(phoneOfCard('8192'), { baseUrl: mute.url, timeoutMs: 50 })).toBeNull()
      await mute.stop()
      expect(await knows(phoneOfCard('8192'), { baseUrl: mute.url })).toBeNull()
    })
  })

  it('lists where questions of funds are answered', async () => {
    const [first] = await bankOverHttp(side).jumpTargets(programmeId)
    expect(first).toMatchObject({ id: 'account', title: '账户余额', titleEn: 'Account balance' })
  })

  it('works behind a path', async () => {
    const behind = { ...side, baseUrl: `${simulator.url}/` }
    expect(await bankOverHttp(behind).jumpTargets(programmeId)).not.toHaveLength(0)
  })

  describe('is turned away', () => {
    const asked = (change: Partial<SignedSide>) => bankOverHttp({ ...side, ...change }).jumpTargets(programmeId)

    it.each([
      ['signature_invalid', { secret: 'other' }],
      ['client_unknown', { clientId: 'stranger' }],
      ['timestamp_outside_window', { now: () => new Date('2026-11-20T04:05:01Z') }],
      ['timestamp_outside_window', { now: () => new Date('2026-11-20T03:54:59Z') }],
    ])('with %s', async (code, change) => {
      await expect(asked(change)).rejects.toThrow(`401 ${code}`)
    })

    it('when a nonce is used again', async () => {
      await asked({ nonce: () => 'once' })
      await expect(asked({ nonce: () => 'once' })).rejects.toThrow('401 nonce_seen')
    })
  })
})

/** Another side than the simulator, that answers as it is told. */
async function answering(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

import type { WechatPort } from '../ports/wechat'
import { phoneOfCard } from '../simulators/bank/cards'
import type { Simulator } from '../simulators/simulatorApp'
import { startWechatSimulator } from '../simulators/wechat/wechatSimulator'
import { wechatOverHttp } from './wechat.http'

const app = { appId: 'wx0000000000kaquan', secret: 'app secret' }

describe('WeChat over HTTP', () => {
  let simulator: Simulator
  let now: Date
  let wechat: WechatPort

  beforeEach(async () => {
    now = new Date('2026-11-20T04:00:00Z')
    simulator = await startWechatSimulator({ port: 0, ...app, now: () => now, pages: ['features/wallet/wallet'] })
    wechat = reach({})
  })
  afterEach(() => simulator.stop())

  const reach = (change: { secret?: string }) =>
    wechatOverHttp({ baseUrl: simulator.url, ...app, now: () => now, timeoutMs: 2_000, ...change })
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  const control = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(simulator.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Record<string, string>
  }
  const loginCode = async (someone: object = {}) => String((await control('/sim/login-code', someone)).code)
  const phoneCode = async (someone: object = {}) => String((await control('/sim/phone-code', someone)).code)
  const tokensAsked = async () => {
    const exchanges = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as { path: string }[]
    return exchanges.filter(({ path }) => path === '/cgi-bin/stable_token').length
  }

  it('tells who logs in, the same person by the same openid, and nothing of the session key', async () => {
    const first = await wechat.codeToSession(await loginCode({ user: 'a' }))
    expect(first).toEqual({ ok: true, openid: expect.stringMatching(/^o[\w-]{27}$/) })
    expect(await wechat.codeToSession(await loginCode({ user: 'a' }))).toEqual(first)
    expect(await wechat.codeToSession(await loginCode({ user: 'b' }))).not.toEqual(first)
  })

  it('lets anybody be who scans', async () => {
    await control('/sim/scan', { openid: 'openid_of_a_tester' })
    expect(await wechat.codeToSession(await loginCode())).toEqual({ ok: true, openid: 'openid_of_a_tester' })
  })

  it('takes a login code once, for five minutes', async () => {
    const used = await loginCode()
    await wechat.codeToSession(used)
    expect(await wechat.codeToSession(used)).toEqual({ ok: false, reason: 'code_invalid', errcode: 40163 })
    const old = await loginCode()
    later(300)
    expect(await wechat.codeToSession(old)).toEqual({ ok: false, reason: 'code_invalid', errcode: 40029 })
    expect(await wechat.codeToSession('nonsense')).toMatchObject({ reason: 'code_invalid' })
    expect(await wechat.codeToSession(await phoneCode())).toMatchObject({ reason: 'code_invalid' })
  })

  it('stops a user who logs in more than a hundred times a minute', async () => {
    for (let time = 0; time < 100; time++) await wechat.codeToSession(await loginCode())
    expect(await wechat.codeToSession(await loginCode())).toEqual({ ok: false, reason: 'too_frequent', errcode: 45011 })
  })

  it('gives the phone of the user, the demo user having that of the demo card', async () => {
    expect(await wechat.phoneNumber(await phoneCode())).toEqual({ ok: true, phone: phoneOfCard('8192') })
    await control('/sim/users', { user: 'c', phone: '13900001111' })
    const code = await phoneCode({ user: 'c' })
    expect(await wechat.phoneNumber(code)).toEqual({ ok: true, phone: '13900001111' })
    expect(await wechat.phoneNumber(code)).toEqual({ ok: false, reason: 'code_invalid', errcode: 40029 })
  })

  it('asks for a token once, however many need it at the same time, and keeps it', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => phoneCode()))
    const answers = await Promise.all(codes.map((code) => wechat.phoneNumber(code)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await tokensAsked()).toBe(1)
    later(7_000)
    await wechat.phoneNumber(await phoneCode())
    expect(await tokensAsked()).toBe(1)
  })

  it('asks for the next token before the old one ends', async () => {
    await wechat.phoneNumber(await phoneCode())
    later(7_141)
    expect(await wechat.phoneNumber(await phoneCode())).toMatchObject({ ok: true })
    expect(await tokensAsked()).toBe(2)
  })

  it('renews a token that was turned down, once for everybody, and the code is not lost', async () => {
    await wechat.phoneNumber(await phoneCode())
    await control('/sim/revoke-tokens', {})
    const codes = await Promise.all(Array.from({ length: 5 }, () => phoneCode()))
    const answers = await Promise.all(codes.map((code) => wechat.phoneNumber(code)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await tokensAsked()).toBe(2)
  })

  it('sends one message for each that was accepted', async () => {
    const session = await wechat.codeToSession(await loginCode({ user: 'a' }))
    const openid = session.ok ? session.openid : ''
    const message = { openid, templateId: 'arrived', page: 'features/wallet/wallet?id=1', data: { thing1: '视频月卡' } }
    const refused = { ok: false, reason: 'not_subscribed', errcode: 43101 }
    expect(await wechat.sendSubscribe(message)).toMatchObject(refused)
    await control('/sim/subscribe', { user: 'a', templateId: 'arrived', accept: true })
    await control('/sim/subscribe', { user: 'a', templateId: 'arrived', accept: false })
    expect(await wechat.sendSubscribe(message)).toEqual({ ok: true })
    expect(await wechat.sendSubscribe(message)).toMatchObject(refused)
    expect(await (await fetch(`${simulator.url}/sim/messages`)).json()).toMatchObject([
      { user: 'a', templateId: 'arrived', data: { thing1: '视频月卡' } },
    ])
  })

  it.each([
    [{ reason: 'switch_off', errcode: 20004 }, {}, { messagesOff: true }],
    [{ reason: 'refused', errcode: 41030 }, { page: 'pages/nowhere' }, {}],
    [{ reason: 'refused', errcode: 40003 }, { openid: 'nobody' }, {}],
  ])('says %j', async (refusal, change, setting) => {
    const session = await wechat.codeToSession(await loginCode({ user: 'a' }))
    await control('/sim/users', { user: 'a', ...setting })
    await control('/sim/subscribe', { user: 'a', templateId: 'arrived', accept: true })
    const message = { openid: session.ok ? session.openid : '', templateId: 'arrived', data: {} }
    expect(await wechat.sendSubscribe({ ...message, ...change })).toMatchObject(refusal)
  })

  describe('a signature of SOTER', () => {
    const challenge = 'the redemption and what it costs'
    const someone = async (user: string) => {
      const answer = await wechat.codeToSession(await loginCode({ user }))
      return answer.ok ? answer.openid : ''
    }
    const signed = async (user: string) => {
      const { resultJSON = '', resultJSONSignature = '' } = await control('/sim/soter-sign', { user, challenge })
      return { resultJSON, resultJSONSignature }
    }

    it('is good for who signed, and for what was signed', async () => {
      const openid = await someone('a')
      const theirs = await signed('a')
      expect(JSON.parse(theirs.resultJSON)).toMatchObject({ raw: challenge })
      expect(await wechat.verifySoter({ openid, ...theirs })).toBe(true)
      expect(await wechat.verifySoter({ openid: await someone('b'), ...theirs })).toBe(false)
      const other = theirs.resultJSON.replace('costs', 'gives')
      expect(await wechat.verifySoter({ openid, ...theirs, resultJSON: other })).toBe(false)
      expect(await wechat.verifySoter({ openid: 'nobody', ...theirs })).toBe(false)
    })

    it.each([
      ['no', async (asked: Promise<boolean>) => expect(await asked).toBe(false)],
      ['busy', async (asked: Promise<boolean>) => expect(asked).rejects.toThrow('busy')],
      ['hang', async (asked: Promise<boolean>) => expect(asked).rejects.toThrow('verifySoter')],
    ])('is answered as WeChat answers when asked to play %s', async (fault, ends) => {
      wechat = wechatOverHttp({
        baseUrl: simulator.url,
        ...app,
        now: () => now,
        timeoutMs: fault === 'hang' ? 300 : 2_000,
      })
      const asked = { openid: await someone('a'), ...(await signed('a')) }
      await control('/sim/soter', { fault })
      await ends(wechat.verifySoter(asked))
    })
  })

  it('says how risky it finds a user, and nothing of one whom it does not know', async () => {
    const session = await wechat.codeToSession(await loginCode({ user: 'a' }))
    const openid = session.ok ? session.openid : ''
    expect(await wechat.userRiskRank({ openid, clientIp: '60.176.0.1' })).toBe(0)
    await control('/sim/users', { user: 'a', riskRank: 4 })
    expect(await wechat.userRiskRank({ openid, clientIp: '60.176.0.1' })).toBe(4)
    expect(await wechat.userRiskRank({ openid: 'nobody', clientIp: '60.176.0.1' })).toBeNull()
  })

  it('tells a wrong app secret from a refusal', async () => {
    const wrong = reach({ secret: 'other' })
    await expect(wrong.codeToSession(await loginCode())).rejects.toThrow('40125')
    await expect(wrong.phoneNumber(await phoneCode())).rejects.toThrow('40125')
  })

  it('gives codes to the browser build, whatever its origin', async () => {
    const asked = await fetch(`${simulator.url}/sim/login-code`, { method: 'OPTIONS', headers: { Origin: 'http://x' } })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    const empty = await fetch(`${simulator.url}/sim/login-code`, { method: 'POST' })
    expect(await empty.json()).toMatchObject({ user: 'demo' })
  })

  it('shows who scans on its page, and no code, token or secret', async () => {
    const code = await phoneCode()
    await wechat.phoneNumber(code)
    const page = await (await fetch(simulator.url)).text()
    expect(page).toContain('演示用户')
    expect(page).toContain('/wxa/business/getuserphonenumber')
    for (const secret of [code, app.secret, 'access_token=']) expect(page).not.toContain(secret)
  })
})

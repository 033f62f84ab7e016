import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { demoCard } from '../../scripts/start/demoCardholder'
import { cardholderRefusals } from '../../shared/words/cardholderRefusals'
import { journey, type Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { cardAtBank, oneTimePassword } from '../journeys/simulators'
import { recordOf } from './figures'
import type { Finger } from './logic/wx/soter'
import { openHome } from './opening'

journey('who it is that redeems, and who it is that they look at', { platform: 'weapp' }, (step) => {
  step('on a new phone a redemption beyond the own limit takes the one-time password', provesByPassword)
  step('that phone is trusted now, its finger from tomorrow on, or at once after a password for just that', switchesOn)
  step('a finger is enough for the next one, and no message is sent', provesByFinger)
  step('a finger that is not known may be tried again, one that is cancelled leaves the one-time password', cancels)
  step('what another text was signed for, or another phone, is refused, and the right finger goes on', refusesWrongOnes)
  step('the lock is loosened by a finger', loosensTheLock)
  step('the phone finds the list of jump targets to be ours', checksTheList)
  step('one that was changed on its way is not shown, and the person is told what not to do', refusesTheList)
})

/** Beyond the limit of 500 a day, and each within what one person may have. */
const benefits = { first: 'FOOD-TEA', second: 'TEL-DATA-1G', third: 'SPORT-MATCH-PASS', fourth: 'VIDEO-WEEK' }

async function provesByPassword(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  await endWaiting(road)
  // The server asks for a proof, and takes no finger of a phone that nobody trusts.
  for (const code of ['step_up_required', 'device_not_trusted']) phone.tolerates(code)
  await openHome(road, 'features/settings/lock')
  await phone.tap(words.lock.daily, words.lock.dailyNote)
  await phone.choose('radio', words.lock.points('500'))
  await phone.reads(words.lock.notYou)
  await askToRedeem(road, benefits.first)
  // Nobody trusts this phone yet, so its finger is not asked for.
  await typePassword(road, words.redemption.proveAndRedeem)
  await isRedeemed(road)
  expect(await fingersAsked(road)).toEqual([])
}

async function switchesOn(road: Road): Promise<void> {
  const { phone } = road
  await openHome(road, 'features/identity/devices')
  const { biometricNow, biometricOn, biometricConfirm } = words.identity
  await phone.reads('起，指纹可代替短信验证码')
  await phone.tap(biometricNow('fingerPrint'))
  await typePassword(road, biometricConfirm)
  await phone.readsNoMore(biometricNow('fingerPrint'))
  await phone.reads(biometricOn('fingerPrint'))
}

async function provesByFinger(road: Road): Promise<void> {
  const { phone } = road
  await askToRedeem(road, benefits.second)
  await phone.answer(words.stepUp.biometric.fingerPrint)
  await isRedeemed(road)
  const [asked] = await fingersAsked(road)
  expect(asked).toMatchObject({ requestAuthModes: ['fingerPrint'], challenge: expect.stringMatching(/^SU-/) })
  expect(await messagesAsked(road)).toBe(0)
}

async function cancels(road: Road): Promise<void> {
  const { phone } = road
  await askToRedeem(road, benefits.third)
  await layOn(road, { is: 'unknown' })
  await phone.answer(words.stepUp.biometric.fingerPrint)
  await phone.reads(words.stepUp.notKnown)
  expect(await messagesAsked(road)).toBe(0)
  await layOn(road, { is: 'cancelled' })
  await phone.answer(words.stepUp.biometric.fingerPrint)
  await typePassword(road, words.redemption.proveAndRedeem)
  await isRedeemed(road)
  expect(await messagesAsked(road)).toBe(1)
}

async function refusesWrongOnes(road: Road): Promise<void> {
  const { phone } = road
  phone.tolerates('biometric_refused')
  for (const finger of [{ challenge: 'SU-of-something-else' }, { user: 'B' }]) {
    await askToRedeem(road, benefits.fourth)
    await layOn(road, { is: 'known', ...finger })
    await phone.answer(words.stepUp.biometric.fingerPrint)
    await phone.reads(cardholderRefusals.biometric_refused.zh)
    expect(await redemptionsSent(road)).toBe(1)
  }
  await layOn(road, { is: 'known' })
  await phone.answer(words.stepUp.biometric.fingerPrint)
  await isRedeemed(road)
}

async function loosensTheLock(road: Road): Promise<void> {
  const { phone } = road
  await openHome(road, 'features/settings/lock')
  await phone.tap(words.lock.daily, words.lock.dailyNote)
  await phone.choose('radio', words.lock.noLimit)
  await phone.answer(words.stepUp.biometric.fingerPrint)
  await phone.reads(words.lock.daily, words.lock.dailyNote, words.lock.noLimit)
}

async function checksTheList(road: Road): Promise<void> {
  const { phone } = road
  await openHome(road, 'features/help/official')
  await phone.reads(words.official.verdicts.ours)
  await phone.reads(words.official.signedBy)
}

async function refusesTheList(road: Road): Promise<void> {
  const { phone } = road
  const { product } = road.product.addresses
  // The list stands in the answer twice, and only the text that was signed counts.
  const between = await changing(product, (jumps) => jumps.replaceAll('pages/', 'pages/thief/'))
  try {
    Object.assign(road.serving.outside, { product: between.address })
    await phone.open(`${road.serving.address}?path=features/help/official`)
    await phone.reads(words.official.verdicts.not_ours)
    const text = await phone.text()
    expect(text).not.toContain(words.official.signedBy)
    expect(text).not.toContain(words.official.jumpsText)
  } finally {
    Object.assign(road.serving.outside, { product })
    await between.stop()
  }
}

/** From opening the benefit anew to the question for a proof. */
async function askToRedeem(road: Road, benefitId: string): Promise<void> {
  const { phone } = road
  await openHome(road, `features/redemption/benefit?id=${benefitId}`)
  await phone.tap(words.redemption.redeem)
  await phone.answer(words.redemption.confirm)
  await phone.reads(words.redemption.stepUpTitle)
}

async function isRedeemed({ phone }: Road): Promise<void> {
  await phone.isOn(words.redemption.resultTitle)
  await phone.reads(words.redemption.done)
}

async function typePassword({ phone, product }: Road, confirm: string): Promise<void> {
  const { phone: number } = await cardAtBank(product, demoCard.last4)
  await phone.reads(words.stepUp.text(`${number.slice(0, 3)}****${number.slice(-4)}`))
  await phone.type(words.stepUp.otp, await oneTimePassword(phone, product, number))
  await phone.answer(confirm)
  await endWaiting({ product })
}

/** The bank sends a phone one message a minute, and this story has more of them. */
async function endWaiting({ product }: Pick<Road, 'product'>): Promise<void> {
  const answer = await fetch(`${product.addresses.bank}sim/otps/end-waiting`, { method: 'POST' })
  expect(answer.ok).toBe(true)
}

/** What the person does from now on when a finger is asked for. */
const layOn = ({ phone }: Road, finger: Finger) => recordOf(phone).stub('finger', finger)

async function fingersAsked({ phone }: Road): Promise<Record<string, unknown>[]> {
  return (await recordOf(phone).calls('startSoterAuthentication')).map(({ given }) => given)
}

const messagesAsked = (road: Road) => sent(road, /\/api\/step-up$/)
const redemptionsSent = (road: Road) => sent(road, /\/api\/redemptions$/)

/** How often it was sent since the mini-program was opened. */
async function sent({ phone }: Road, to: RegExp): Promise<number> {
  const requests = await recordOf(phone).calls('request')
  return requests.filter(({ given }) => given.method === 'POST' && to.test(String(given.url))).length
}

/** Somebody between the phone and the product, who changes the list of jump targets and nothing else. */
async function changing(product: string, change: (jumps: string) => string) {
  const between = createServer(async (asked, answer) => {
    const { authorization = '' } = asked.headers
    const reply = await fetch(new URL(asked.url ?? '/', product), { headers: { authorization } })
    const text = await reply.text()
    answer.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' })
    answer.end(asked.url === '/api/jumps' ? change(text) : text)
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    between.closeAllConnections()
    return new Promise((resolve) => between.close(resolve))
  }
  return { address: `http://127.0.0.1:${(between.address() as AddressInfo).port}/`, stop }
}

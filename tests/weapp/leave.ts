import type { Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { becomes } from './becomes'
import { codePath, reveal } from './codePage'
import { recordOf } from './figures'
import { openHome } from './opening'

/** What the mini-program may only do by the person's leave: WeChat's privacy terms, and its messages. */
export async function asksForPrivacy(road: Road): Promise<void> {
  const path = await codePath(road)
  await openHome(road, path)
  const { phone } = road
  const record = recordOf(phone)
  await record.stub('privacy', 'open')
  const code = await reveal(road)
  expect(await phone.text()).not.toContain(words.ui.privacyTitle)
  await phone.tap(words.wallet.copy)
  await phone.reads(words.ui.privacyTitle)
  expect(await record.clipboard()).toBe('')
  await phone.answer(words.ui.refuse)
  await phone.reads(words.wallet.notCopied)
  expect(await phone.text()).toContain(code)

  await phone.tap(words.wallet.copy)
  await phone.reads(words.ui.privacyTitle)
  await phone.choose('link', '《小程序隐私保护指引》')
  await becomes(async () => (await record.calls('openPrivacyContract')).length, 1)
  await phone.answer(words.ui.agree)
  await phone.readsOfCopy(words.wallet.copied)
  expect(await record.clipboard()).toBe(code)
  await phone.tap(words.wallet.copy)
  expect(await phone.text()).not.toContain(words.ui.privacyTitle)

  await openHome(road)
  await recordOf(phone).stub('privacy', 'open')
  for (const tab of Object.values(words.ui.tabs)) {
    await phone.goTo(tab)
    expect(await phone.text()).not.toContain(words.ui.privacyTitle)
  }
}

const topup = { id: 'TEL-TOPUP-10', title: '话费直充 10 档', account: '13800138000' }
/** Accepted, and delivered long after this step is over. */
const slowSupplier = { faults: { accepted_first: 1 }, laterMs: 600_000 }

export async function asksForNews(road: Road): Promise<void> {
  await openHome(road)
  await tellSupplier(road, slowSupplier)
  try {
    const id = await topUp(road)
    await refusesNews(road)
    // Another session asks anew, and what is allowed then is told.
    await openHome(road, `features/redemption/result?id=${id}`)
    await road.phone.tap(words.news.tellMe)
    await road.phone.reads(words.news.willTell)
  } finally {
    await tellSupplier(road, {})
  }
}

async function refusesNews({ phone }: Road): Promise<void> {
  const record = recordOf(phone)
  // Redeeming by itself asks for nothing.
  expect(await record.calls('requestSubscribeMessage')).toEqual([])
  await record.stub('requestSubscribeMessage', { fail: 'user refused' })
  const before = (await record.notes('call')).length
  await phone.tap(words.news.tellMe)
  await phone.reads(words.news.allowedNone)
  const since = (await record.notes('call')).slice(before).map(({ api, given }) => ({ api, given }))
  const asked = since.findIndex(({ api }) => api === 'requestSubscribeMessage')
  expect(since[asked]?.given).toMatchObject({ tmplIds: ['redeemed', 'redemption-failed'] })
  // WeChat refuses a question that does not come right from the tap. What is followed meanwhile is not of the tap.
  const following = /\/api\/redemptions\/[^/]+$/
  expect(since.slice(0, asked).filter(({ given }) => !following.test(urlOf(given)))).toEqual([])

  await phone.tap(words.redemption.toHome)
  await phone.number(words.home.available)
  await phone.goTo(words.ui.tabs.wallet)
  await phone.tap(topup.title, words.wallet.working)
  await phone.tap(words.news.tellMe)
  await phone.reads(words.news.allowedNone)
  expect(await record.calls('requestSubscribeMessage')).toHaveLength(1)
}

const urlOf = (given: unknown) => String((given as { url?: unknown } | null)?.url)

/** Answers the redemption, which is under way and stays so. */
async function topUp(road: Road): Promise<string> {
  const { phone } = road
  await openHome(road, `features/redemption/benefit?id=${topup.id}`)
  await phone.tap(words.redemption.redeem)
  await phone.type(words.redemption.accounts.phone.label, topup.account)
  await phone.answer(words.redemption.accountNext)
  await phone.answer(words.redemption.confirm)
  await phone.isOn(words.redemption.resultTitle)
  const opened = (await recordOf(phone).calls('redirectTo')).at(-1)
  return /[?&]id=([^&]+)/.exec(String(opened?.given.url))?.[1] ?? ''
}

async function tellSupplier({ product }: Road, settings: object): Promise<void> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) }
  const answer = await fetch(`${product.addresses.supplier}sim/faults`, post)
  expect(answer.ok).toBe(true)
}

import type { Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { becomes } from './becomes'
import { recordOf } from './figures'
import { openHome } from './opening'
import type { PhoneRecord } from './runner/phoneRecord'

const wholeCode = /KQ-[A-Z]+-[A-Z0-9-]+/
/** What a scanner reads from a hand's distance. */
const smallestQrPx = 160

/** The pictures with a name on the page in front, and whether each is drawn into its style rather than fetched. */
const pictures = `[...document.querySelectorAll('.page-host:not([hidden]) [role=img][aria-label]')].map((one) => ({
  name: one.getAttribute('aria-label'),
  width: Math.round(one.getBoundingClientRect().width),
  isDrawn: /^url\\("?data:image/.test(getComputedStyle(one).backgroundImage),
}))`

export async function showsTheCode(road: Road): Promise<void> {
  const path = await codePath(road)
  await openHome(road, path)
  const { phone } = road
  const record = recordOf(phone)
  await phone.reads(words.wallet.maskedNote)
  expect(await phone.text()).not.toMatch(wholeCode)
  expect(await phone.evaluate(pictures)).toEqual([])
  expect(await record.calls('setScreenBrightness')).toEqual([])

  const code = await reveal(road)
  await becomes(() => brightness(record), 1)
  const drawn = await phone.evaluate<{ name: string; width: number; isDrawn: boolean }[]>(pictures)
  expect(drawn).toMatchObject([
    { name: words.wallet.qr, isDrawn: true },
    { name: words.wallet.bars, isDrawn: true },
  ])
  expect(drawn[0]?.width).toBeGreaterThanOrEqual(smallestQrPx)
  await phone.tap(words.wallet.copy)
  await phone.readsOfCopy(words.wallet.copied)
  expect((await record.calls('setClipboardData')).map(({ given }) => given.data)).toEqual([code])

  await phone.tap(words.wallet.hide)
  await phone.reads(words.wallet.maskedNote)
  expect(await phone.text()).not.toContain(code)
  await becomes(() => brightness(record), before)
}

export async function hidesTheCode(road: Road): Promise<void> {
  const path = await codePath(road)
  await openHome(road, path)
  const { phone } = road
  const record = recordOf(phone)
  const code = await reveal(road)
  await becomes(() => effect(record), 'hidden')
  expect(await phone.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(code)

  await record.app('hide')
  await phone.readsNoMore(code)
  await becomes(() => effect(record), 'none')
  await becomes(() => brightness(record), before)
  await record.app('show')
  await phone.reads(words.wallet.maskedNote)
  expect(await phone.text()).not.toContain(code)
  await becomes(() => effect(record), 'hidden')

  await reveal(road)
  await phone.tap('返回首页')
  await phone.number(words.home.available)
  await becomes(() => effect(record), 'none')
  await becomes(() => brightness(record), before)
}

/** Of the runner's phone, before anything has changed it. */
const before = 0.5

/** The page of a code that was redeemed earlier, as a way of its own: without the tap that asks for the code. */
export async function codePath(road: Road): Promise<string> {
  await openHome(road)
  const { phone } = road
  await phone.goTo(words.ui.tabs.wallet)
  await phone.tap(words.wallet.reveal)
  await phone.isOn(words.wallet.codeTitle)
  const [opened] = await recordOf(phone).calls('navigateTo')
  const id = /[?&]id=([^&]+)/.exec(String(opened?.given.url))?.[1] ?? ''
  expect(id).not.toBe('')
  return `features/wallet/code/code?id=${id}`
}

/** Asks for the code; answers it. */
export async function reveal({ phone }: Road): Promise<string> {
  await phone.tap(words.wallet.reveal)
  await phone.reads('KQ-')
  return wholeCode.exec(await phone.text())?.[0] ?? ''
}

const brightness = async (record: PhoneRecord) => (await record.calls('setScreenBrightness')).at(-1)?.given.value
const effect = async (record: PhoneRecord) =>
  (await record.calls('setVisualEffectOnCapture')).at(-1)?.given.visualEffect

import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core'
import { PhoneRecord } from '../weapp/runner/phoneRecord'

const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How long somebody waits for a screen before giving up, on a machine that does other things, too. */
const patienceMs = 20_000

export const phoneSize = { width: 375, height: 812 }

/** The build that is walked through: the one for browsers, or WeChat's in the runner. */
export type Platform = 'h5' | 'weapp'

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: options })
}

/** One person's browser: the phone, and other tabs beside it that share nothing with it but the person. */
export async function openPhone(browser: Browser, viewport = phoneSize, platform: Platform = 'h5'): Promise<Phone> {
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', permissions })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  return new Phone(context, page, platform === 'weapp' ? new PhoneRecord(page) : undefined)
}

type Role = 'button' | 'tab' | 'radio' | 'link'

/** The phone in somebody's hand: what they tap, type and read. Things are found by what they say, never by class. */
export class Phone {
  private readonly seenTroubles: string[] = []
  private readonly tolerated = new Set<string>()
  private screen: Page | FrameLocator
  private offline = false
  /** How often the screen was tapped so far. */
  taps = 0

  constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
    /** What the runner notes of the WeChat build; a browser's build has no such thing. */
    readonly weapp?: PhoneRecord,
  ) {
    this.screen = page
    this.noteTroubles()
  }

  /** Opens an address whose page is the mini-program itself. */
  async open(address: string): Promise<void> {
    await this.page.goto(address)
    this.screen = this.page
  }

  /** Opens an address whose page shows the mini-program in a phone's frame. */
  async openFramed(address: string): Promise<void> {
    await this.page.goto(address)
    this.screen = this.page.frameLocator('iframe')
  }

  /** Loses the network, or finds it again. */
  async network(state: 'lost' | 'found'): Promise<void> {
    this.offline = state === 'lost'
    if (this.weapp) await this.weapp.network(this.offline)
    else await this.context.setOffline(this.offline)
  }

  /** Does something in a second tab and comes back. */
  async inSecondTab<T>(address: string, work: (tab: Page) => Promise<T>): Promise<T> {
    const tab = await this.context.newPage()
    try {
      await tab.goto(address)
      return await work(tab)
    } finally {
      await tab.close()
    }
  }

  /** The parts stand in this order in what is read aloud of the thing. */
  async tap(...parts: string[]): Promise<void> {
    await this.tapRole('button', parts)
  }

  async choose(role: 'tab' | 'radio' | 'link', name: string): Promise<void> {
    await this.tapRole(role, [name])
  }

  /** One of the tabs at the bottom. Afterwards that tab's page is the one in front. */
  async goTo(tab: string): Promise<void> {
    await this.tapRole('tab', [tab])
    await this.screen.getByRole('tab', { name: tab, exact: true, selected: true }).waitFor()
  }

  async isOn(title: string): Promise<void> {
    await this.screen.getByRole('heading', { name: title, exact: true }).first().waitFor()
  }

  /** Taps the button of the dialog that lies over the page. */
  async answer(name: string): Promise<void> {
    this.taps++
    await this.screen.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  }

  /** A nervous finger. */
  async answerTwice(name: string): Promise<void> {
    await this.screen.getByRole('dialog').getByRole('button', { name, exact: true }).dblclick()
  }

  async type(label: string, text: string): Promise<void> {
    await this.screen.getByLabel(label, { exact: true }).fill(text)
  }

  /** Looks at the page from outside, for what no person would say in words. */
  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(expression)
  }

  /** Another size of screen. */
  async turnInto(size: typeof phoneSize): Promise<void> {
    await this.page.setViewportSize(size)
  }

  /** Pushes what is under the middle of the screen up until it moves no more. */
  async scrollToTheEnd(): Promise<void> {
    const size = this.page.viewportSize() ?? phoneSize
    await this.page.mouse.move(size.width / 2, size.height / 2)
    await this.page.mouse.wheel(0, 10_000)
  }

  /** A link on the page around the phone's frame. */
  async hasLinkBeside(address: string): Promise<void> {
    await this.page.getByRole('link', { name: address, exact: true }).waitFor()
  }

  /** Waits until these parts can be read one after the other, with nothing but space between them. */
  async reads(...parts: string[]): Promise<void> {
    const wanted = parts.join('')
    await this.until(`reads ${parts.join(' ')}`, (text) => text.replace(/\s/g, '').includes(wanted.replace(/\s/g, '')))
  }

  /** Waits for the word that something was copied: WeChat says it itself, elsewhere the page does. */
  async readsOfCopy(ours: string): Promise<void> {
    await this.reads(this.weapp ? '内容已复制' : ours)
  }

  /** Waits until this can no longer be read. */
  async readsNoMore(part: string): Promise<void> {
    await this.until(`reads ${part} no more`, (text) => !text.includes(part))
  }

  /** The number that can be read right after these words. */
  async number(words: string): Promise<number> {
    const pattern = new RegExp(`${escaped(words)}\\s*([\\d,]+)`)
    const text = await this.until(`has a number after ${words}`, (shown) => pattern.test(shown))
    return Number(pattern.exec(text)?.[1]?.replaceAll(',', ''))
  }

  /** Waits until this is the number right after these words: what was kept is shown first, and then what is true now. */
  async numberIs(words: string, expected: number): Promise<void> {
    const pattern = new RegExp(`${escaped(words)}\\s*([\\d,]+)`)
    const isIt = (shown: string) => Number(pattern.exec(shown)?.[1]?.replaceAll(',', '')) === expected
    await this.until(`has ${expected} after ${words}`, isIt)
  }

  /** All that can be seen on the screen now, hidden pages left out. */
  text(): Promise<string> {
    return this.screen.locator('body').innerText()
  }

  async clipboard(): Promise<string> {
    return this.weapp?.clipboard() ?? String(await this.page.evaluate('navigator.clipboard.readText()'))
  }

  /** From now on, being refused for this reason is part of the story and no trouble. */
  tolerates(code: string): void {
    this.tolerated.add(code)
  }

  /** What went wrong behind the screen so far: exceptions, console errors, failed and refused requests. */
  async troubles(): Promise<string[]> {
    await Promise.all(this.answers)
    const faults = (await this.weapp?.faults()) ?? []
    return [...this.seenTroubles, ...faults.map(({ kind, what }) => `${kind}: ${what}`)]
  }

  /** What went wrong behind the screen so far was part of the story. */
  async forgive(): Promise<void> {
    await Promise.all(this.answers)
    this.seenTroubles.splice(0)
  }

  async keepPicture(path: string): Promise<void> {
    await this.page.screenshot({ path })
  }

  private readonly answers: Promise<void>[] = []

  private noteTroubles(): void {
    this.page.on('pageerror', (error) => this.seenTroubles.push(`exception: ${error.stack ?? error.message}`))
    this.page.on('requestfailed', (request) => {
      // What a page gave up when it was left has not failed.
      if (this.offline || request.failure()?.errorText === 'net::ERR_ABORTED') return
      this.seenTroubles.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`)
    })
    this.page.on('console', (message) => {
      // The browser says of every refused request that it was; why, is noted with its answer below.
      if (message.text().startsWith('Failed to load resource')) return
      if (message.type() === 'error') this.seenTroubles.push(`console: ${message.text()}`)
    })
    this.page.on('response', (response) => {
      if (response.status() < 400) return
      this.answers.push(
        response.text().then((text) => {
          if (this.tolerated.has(codeIn(text))) return
          this.seenTroubles.push(`${response.status()}: ${response.request().method()} ${response.url()} ${text}`)
        }),
      )
    })
  }

  private async tapRole(role: Role, parts: string[]): Promise<void> {
    this.taps++
    const [only, ...more] = parts
    const name = more.length > 0 ? new RegExp(parts.map(escaped).join('.*')) : (only ?? '')
    await this.screen.getByRole(role, { name, exact: true }).click()
  }

  private async until(wanted: string, holds: (text: string) => boolean): Promise<string> {
    const end = Date.now() + patienceMs
    for (;;) {
      const text = await this.text()
      if (holds(text)) return text
      if (Date.now() > end) throw new Error(`no screen that ${wanted}; it reads:\n${text}`)
      await pause(50)
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code)
  } catch {
    return ''
  }
}

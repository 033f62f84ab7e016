import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Screen, screens } from './screens'
import { setTextSize } from './textSize'

export interface Wanted {
  /** Where the product runs. */
  product: string
  into: string
  browser: string
  /** Names of screens; none means all. */
  names: string[]
  tell: (line: string) => void
}

const looks = {
  light: { colorScheme: 'light', scale: 1 },
  dark: { colorScheme: 'dark', scale: 1 },
  large: { colorScheme: 'light', scale: 1.4 },
} as const
type Look = keyof typeof looks

const phone = { width: 375, height: 812 }
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Takes a picture of every wanted screen, light, dark and in large type, and of the page around them. */
export async function takeScreens(wanted: Wanted): Promise<void> {
  mkdirSync(wanted.into, { recursive: true })
  const browser = await chromium.launch({ executablePath: wanted.browser, args })
  try {
    for (const look of Object.keys(looks) as Look[]) {
      for (const screen of screens.filter(({ name }) => wanted.names.length === 0 || wanted.names.includes(name))) {
        await takeScreen(browser, wanted, { screen, look })
      }
      if (wanted.names.length === 0 || wanted.names.includes('frame')) await takeFrame(browser, wanted, look)
    }
  } finally {
    await browser.close()
  }
}

interface Shot {
  screen: Screen
  look: Look
}

async function takeScreen(browser: Browser, wanted: Wanted, { screen, look }: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: phone,
    colorScheme: looks[look].colorScheme,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  if (screen.person === 'newcomer') await letNewcomerScan(context, `${screen.name}-${look}-${Date.now()}`)
  await setTextSize(context, looks[look].scale)
  const page = await context.newPage()
  await page.goto(`${wanted.product}/h5/#/features/${screen.at}`)
  await settle(page)
  await screen.steps?.(page)
  await settle(page)
  await page.screenshot({ path: path.join(wanted.into, `${screen.name}-${look}.png`) })
  wanted.tell(`${screen.name} ${look}`)
  await context.close()
}

/** The WeChat simulator gives a code for whom it is asked; nobody has seen this person before. */
async function letNewcomerScan(context: BrowserContext, user: string): Promise<void> {
  await context.route(/\/sim\/(login|phone)-code$/, (route) => route.continue({ postData: JSON.stringify({ user }) }))
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  // A frame more, for what a style moves after the content has come.
  await page.waitForTimeout(400)
}

async function takeFrame(browser: Browser, { product, into, tell }: Wanted, look: Look): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: looks[look].colorScheme,
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  await page.goto(`${product}/`)
  await page.frameLocator('#mini-program').locator('.member').waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: path.join(into, `frame-${look}.png`) })
  tell(`frame ${look}`)
  await context.close()
}

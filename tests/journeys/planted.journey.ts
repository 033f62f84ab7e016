import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { operatorRoles } from '../../shared/contract/roles'
import { type Planted, plantTexts } from '../security/planted/plantTexts'
import { closeConnections } from '../security/world/rawHttp'
import { openWorld, type Browser as SignedIn, type World } from '../security/world/world'
import { type Played, playOutside } from '../support/suppliers'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { openBrowser } from './phone'

const root = path.resolve(__dirname, '../..')

let opened: TestDatabase
let world: World
let planted: Planted
let signedIn: SignedIn
let browser: Browser
let context: BrowserContext
let evil: Played

beforeAll(async () => {
  const words = ['-r', '@swc-node/register', path.join(root, 'scripts/build.ts'), 'console', '--if-changed']
  await promisify(execFile)(process.execPath, words, { cwd: root })
  opened = await testDatabase()
  world = await openWorld(opened.database)
  planted = await plantTexts(world)
  signedIn = await world.signIn(operatorRoles)
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
  const [name = '', value = ''] = signedIn.cookie.split('=')
  await context.addCookies([{ name, value, url: world.deskUrl, httpOnly: true, sameSite: 'Strict' }])
  await context.addInitScript(watch)
  evil = await playOutside((response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<body>evil</body>'),
  )
}, 300_000)
afterAll(async () => {
  await browser?.close()
  closeConnections()
  await evil?.close()
  await world?.stop()
  await opened?.close()
})

type Watched = Window & { planted?: number; violations?: string[] }

/** Runs in every page before its own scripts. */
function watch(): void {
  const watched = window as unknown as Watched
  watched.violations = []
  // The console asks who is signed in only where somebody has been.
  localStorage.setItem('kaquan-console-signed-in', 'yes')
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    watched.violations?.push(`${violatedDirective} ${blockedURI}`)
  })
}

const seen = (page: Page) =>
  page.evaluate(() => {
    const { planted: ran = null, violations = [] } = window as unknown as Watched
    const links = [...document.querySelectorAll('[href],[src],[action],[formaction]')].flatMap((element) =>
      ['href', 'src', 'action', 'formaction'].map((name) => element.getAttribute(name) ?? ''),
    )
    const handlers = [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name }) => /^on/i.test(name)),
    )
    return {
      ran,
      violations,
      dangerous: links.filter((link) => /^\s*(javascript|data:text|vbscript)/i.test(link)),
      handlers: handlers.map(({ outerHTML }) => outerHTML.slice(0, 200)),
      planted: (document.body.innerText.match(/planted/g) ?? []).length,
    }
  })

/** Every page that the console has, as its own list says. */
function consolePaths(): string[] {
  const text = readFileSync(path.join(root, 'console/pages.ts'), 'utf8')
  return [...text.matchAll(/path: '(\/[^']*)'/g)].map(([, found = '']) => found)
}

test('no page of the console runs what somebody has planted, and its policy had nothing to stop', async () => {
  const page = await context.newPage()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const shown: Record<string, number> = {}
  const visited = new Set<string>()
  const waiting = [...consolePaths(), ...planted.pages]
  for (const place of waiting) {
    if (visited.has(place) || visited.size > 60) continue
    visited.add(place)
    await page.goto(`${world.deskUrl}/console${place}`, { waitUntil: 'networkidle' })
    const { planted: count, ...rest } = await seen(page)
    expect({ place, ...rest }).toEqual({ place, ran: null, violations: [], dangerous: [], handlers: [] })
    shown[place] = count
    waiting.push(...(await linksOn(page)))
  }
  expect(dialogs).toEqual([])
  expect(planted.taken).toBeGreaterThan(planted.tried / 2)
  // The texts were there to be read: on the pages of catalogue, imports, requests, people and the log.
  const full = Object.entries(shown)
    .filter(([, count]) => count > 0)
    .map(([place]) => place.split('/')[1])
  expect(new Set(full).size).toBeGreaterThanOrEqual(5)
}, 300_000)

async function linksOn(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator('a[href^="/console/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return hrefs.map((href) => href.slice('/console'.length)).slice(0, 12)
}

test('the watch sees what a page would run: an inline handler is stopped by the policy, and counted', async () => {
  const page = await context.newPage()
  await page.goto(`${world.deskUrl}/console/dashboard`, { waitUntil: 'networkidle' })
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="x" onerror="window.planted=9"><a href="javascript:1">a</a>',
    )
  })
  await page.waitForFunction(() => ((window as unknown as Watched).violations ?? []).length > 0)
  const { ran, violations, dangerous, handlers } = await seen(page)
  expect(ran).toBeNull()
  expect([violations.length > 0, dangerous.length, handlers.length]).toEqual([true, 1, 1])
})

interface Forged {
  how: string
  run: (page: Page, desk: string) => Promise<unknown>
}

const account = {
  name: 'of an evil page',
  login: 'of-an-evil-page',
  roles: ['admin'],
  programmeId: '*',
  reason: '客户来电核实',
}

/** What a page of somebody else can make the browser of an operator send. */
const forged: Forged[] = [
  ...['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'].map((type) => ({
    how: `a form as ${type}`,
    run: (page: Page, desk: string) =>
      page.evaluate(
        ([action, enctype, text]) =>
          new Promise<void>((resolve) => {
            const frame = Object.assign(document.createElement('iframe'), { name: 'hole' })
            frame.onload = () => resolve()
            const form = Object.assign(document.createElement('form'), {
              action,
              enctype,
              method: 'post',
              target: 'hole',
            })
            form.append(Object.assign(document.createElement('input'), { name: text, value: '' }))
            document.body.append(frame, form)
            form.submit()
            setTimeout(resolve, 1_500)
          }),
        [`${desk}/ops/operators`, type, JSON.stringify(account)] as const,
      ),
  })),
  ...['text/plain', 'application/json', 'application/x-www-form-urlencoded'].flatMap((type) =>
    ['cors', 'no-cors'].map((mode) => ({
      how: `fetch, ${mode}, as ${type}`,
      run: (page: Page, desk: string) =>
        page.evaluate(
          ([url, contentType, text, how]) =>
            fetch(url, {
              method: 'POST',
              mode: how as 'cors',
              credentials: 'include',
              headers: { 'Content-Type': contentType },
              body: text,
            }).then(
              (answer) => answer.text(),
              () => '',
            ),
          [`${desk}/ops/operators`, type, JSON.stringify(account), mode] as const,
        ),
    })),
  ),
  {
    how: 'reading who is signed in',
    run: (page, desk) =>
      page.evaluate(
        (url) =>
          fetch(url, { credentials: 'include' }).then(
            (answer) => answer.text(),
            () => '',
          ),
        `${desk}/ops/sessions/current`,
      ),
  },
  {
    how: 'a script from the desk',
    run: (page, desk) =>
      page.evaluate(
        (url) =>
          new Promise<string>((resolve) => {
            const script = Object.assign(document.createElement('script'), { src: url })
            script.onload = () => resolve('loaded')
            script.onerror = () => resolve('')
            document.body.append(script)
          }),
        `${desk}/ops/sessions/current`,
      ),
  },
]

const operatorsNow = async () =>
  (await opened.database.reader.rows<{ count: number }>('SELECT COUNT(*) AS count FROM operator')).map(({ count }) =>
    Number(count),
  )

test.each(forged)('another page gets nothing done and reads nothing: $how', async ({ run }) => {
  const before = await operatorsNow()
  // By the same host at another port, which is the same site; and by another host.
  for (const origin of [evil.url, evil.url.replace('127.0.0.1', 'localhost')]) {
    const page = await context.newPage()
    await page.goto(origin)
    expect((await run(page, world.deskUrl)) ?? '').toBe('')
    await page.close()
  }
  expect(await operatorsNow()).toEqual(before)
})

test('another page cannot lay the console into itself', async () => {
  const page = await context.newPage()
  await page.goto(evil.url)
  const inside = await page.evaluate(
    (url) =>
      new Promise<number>((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src: url })
        document.body.append(frame)
        setTimeout(() => resolve(window.frames.length), 1_500)
      }),
    `${world.deskUrl}/console/`,
  )
  expect(inside).toBe(1)
  const texts = await Promise.all(
    page.frames().map((frame) => frame.evaluate(() => document.body?.innerText ?? '').catch(() => '')),
  )
  expect(texts.join('')).not.toMatch(/卡权|控制台/)
})

test('the same request with the word that only the console knows is taken: the forged ones were right but for it', async () => {
  const page = await context.newPage()
  await page.goto(`${world.deskUrl}/console/dashboard`)
  const status = await page.evaluate(
    async ([url, text, csrf]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Kaquan-Csrf': csrf }
      return (await fetch(url, { method: 'POST', credentials: 'include', headers, body: text })).status
    },
    [`${world.deskUrl}/ops/operators`, JSON.stringify(account), signedIn.csrf] as const,
  )
  expect([200, 404]).toContain(status)
  const bare = await page.evaluate(
    async ([url, text]) => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch(url, { method: 'POST', credentials: 'include', headers, body: text })).status
    },
    [`${world.deskUrl}/ops/operators`, JSON.stringify(account)] as const,
  )
  expect(bare).toBe(403)
})

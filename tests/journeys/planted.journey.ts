import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { typescriptHook } from '../../server/typescriptHook'
import { operatorRoles } from '../../shared/contract/roles'
import type { DeskPerson } from '../contract/deskPerson'
import { type Planted, plantTexts } from '../security/planted/plantTexts'
import { closeConnections } from '../security/world/rawHttp'
import { openWorld, type World } from '../security/world/world'
import type { Serving } from '../support/serving'
import { playOutside } from '../support/suppliers'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { openBrowser } from './phone'

const root = path.resolve(__dirname, '../..')

let opened: TestDatabase
let world: World
let planted: Planted
let signedIn: DeskPerson
let browser: Browser
let context: BrowserContext
let evil: Serving

beforeAll(async () => {
  const words = ['-r', typescriptHook, path.join(root, 'scripts/build.ts'), 'console', '--if-changed']
  await promisify(execFile)(process.execPath, words, { cwd: root })
  opened = await testDatabase()
  world = await openWorld(opened.database)
  planted = await plantTexts(world)
  signedIn = await world.signIn(operatorRoles)
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
  const [name = '', value = ''] = signedIn.cookie.split('=')
  await context.addCookies([{ name, value, url: world.deskUrl, httpOnly: true, sameSite: 'Strict' }])
  await context.addInitScript({ content: watch })
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

// What runs in the page is written as text: the page's own names are none of this program's.

/** Runs in every page before its own scripts. The console asks who is signed in only where somebody has been. */
const watch = `
  window.violations = []
  localStorage.setItem('kaquan-console-signed-in', 'yes')
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    window.violations.push(violatedDirective + ' ' + blockedURI)
  })
`

interface Seen {
  /** Which of the planted texts has run. */
  ran: number | null
  violations: string[]
  dangerous: string[]
  handlers: string[]
  /** How often one stands on the page as the text that it is. */
  count: number
}

const seen = (page: Page) =>
  page.evaluate<Seen>(`(() => {
    const names = ['href', 'src', 'action', 'formaction']
    const elements = [...document.querySelectorAll('*')]
    const links = elements.flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''))
    const isHandler = ({ name }) => /^on/i.test(name)
    return {
      ran: window.planted ?? null,
      violations: window.violations,
      dangerous: links.filter((link) => /^\\s*(javascript|data:text|vbscript)/i.test(link)),
      handlers: elements.filter((element) => [...element.attributes].some(isHandler)).map(({ outerHTML }) => outerHTML.slice(0, 200)),
      count: (document.body.innerText.match(/planted/g) ?? []).length,
    }
  })()`)

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
    const { count, ...rest } = await seen(page)
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
  const hrefs = await page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href^="/console/"]')].map((link) => link.getAttribute('href'))`,
  )
  return hrefs.map((href) => href.slice('/console'.length)).slice(0, 12)
}

test('the watch sees what a page would run: an inline handler is stopped by the policy, and counted', async () => {
  const page = await context.newPage()
  await page.goto(`${world.deskUrl}/console/dashboard`, { waitUntil: 'networkidle' })
  await page.evaluate(
    `void document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.planted=9"><a href="javascript:1">a</a>')`,
  )
  await page.waitForFunction('window.violations.length > 0')
  const { ran, violations, dangerous, handlers } = await seen(page)
  expect(ran).toBeNull()
  expect([violations.length > 0, dangerous.length, handlers.length]).toEqual([true, 1, 1])
})

const account = {
  name: 'of an evil page',
  login: 'of-an-evil-page',
  roles: ['admin'],
  programmeId: '*',
  reason: '客户来电核实',
}

interface Forged {
  how: string
  /** What a page of somebody else runs; it ends in what it has read. */
  script: (desk: string) => string
}

const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']

/** What a page of somebody else can make the browser of an operator send. */
const forged: Forged[] = [
  ...types.map((type) => ({
    how: `a form as ${type}`,
    script: (desk: string) => `new Promise((resolve) => {
      const frame = Object.assign(document.createElement('iframe'), { name: 'hole' })
      const form = Object.assign(document.createElement('form'), {
        action: '${desk}/ops/operators', enctype: '${type}', method: 'post', target: 'hole',
      })
      form.append(Object.assign(document.createElement('input'), { name: ${JSON.stringify(JSON.stringify(account))}, value: '' }))
      document.body.append(frame, form)
      form.submit()
      setTimeout(() => resolve(''), 1500)
    })`,
  })),
  ...[...types, 'application/json'].flatMap((type) =>
    ['cors', 'no-cors'].map((mode) => ({
      how: `fetch, ${mode}, as ${type}`,
      script: (desk: string) => `fetch('${desk}/ops/operators', {
        method: 'POST', mode: '${mode}', credentials: 'include', headers: { 'Content-Type': '${type}' },
        body: ${JSON.stringify(JSON.stringify(account))},
      }).then((answer) => answer.text(), () => '')`,
    })),
  ),
  {
    how: 'reading who is signed in',
    script: (desk) =>
      `fetch('${desk}/ops/sessions/current', { credentials: 'include' }).then((answer) => answer.text(), () => '')`,
  },
  {
    how: 'a script from the desk',
    script: (desk) => `new Promise((resolve) => {
      const script = Object.assign(document.createElement('script'), { src: '${desk}/ops/sessions/current' })
      script.onload = () => resolve('loaded')
      script.onerror = () => resolve('')
      document.body.append(script)
    })`,
  },
]

const operatorsNow = async () =>
  (await opened.database.reader.rows<{ count: number }>('SELECT COUNT(*) AS count FROM operator')).map(({ count }) =>
    Number(count),
  )

test.each(forged)('another page gets nothing done and reads nothing: $how', async ({ script }) => {
  const before = await operatorsNow()
  // By the same host at another port, which is the same site; and by another host.
  for (const origin of [evil.url, evil.url.replace('127.0.0.1', 'localhost')]) {
    const page = await context.newPage()
    await page.goto(origin)
    expect(await page.evaluate(script(world.deskUrl))).toBe('')
    await page.close()
  }
  expect(await operatorsNow()).toEqual(before)
})

test('another page cannot lay the console into itself', async () => {
  const page = await context.newPage()
  await page.goto(evil.url)
  const inside = await page.evaluate(`new Promise((resolve) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: '${world.deskUrl}/console/' }))
    setTimeout(() => resolve(window.frames.length), 1500)
  })`)
  expect(inside).toBe(1)
  const texts = await Promise.all(
    page.frames().map((frame) => frame.evaluate<string>('document.body?.innerText ?? ""').catch(() => '')),
  )
  expect(texts.join('')).not.toMatch(/卡权|控制台/)
})

test('the same request with the word that only the console knows is taken: the forged ones were right but for it', async () => {
  const page = await context.newPage()
  await page.goto(`${world.deskUrl}/console/dashboard`)
  const send = (headers: object) =>
    page.evaluate<string>(`fetch('${world.deskUrl}/ops/operators', {
      method: 'POST', credentials: 'include', headers: ${JSON.stringify({ 'Content-Type': 'application/json', ...headers })},
      body: ${JSON.stringify(JSON.stringify(account))},
    }).then((answer) => answer.json()).then(({ code }) => code)`)
  expect(await send({})).toBe('csrf_refused')
  // Such an account takes two persons; the door was open all the same.
  expect(await send({ 'X-Kaquan-Csrf': signedIn.csrf })).toBe('second_person_required')
})

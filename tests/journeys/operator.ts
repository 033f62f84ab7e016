import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { OperatorRole } from '../../shared/contract/roles'
import { deskWords } from './deskWords'
import type { Product } from './product'

const size = { width: 1280, height: 800 }
const patienceMs = 20_000

/** An operator in a browser of their own. Things are found by what they say; what goes wrong behind the page is kept. */
export class Operator {
  private readonly seenTroubles: string[] = []

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.seenTroubles.push(`exception: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      // Whoever is not signed in is told so when the page asks who they are.
      if (message.text().includes('401 (Unauthorized)')) return
      if (message.type() === 'error') this.seenTroubles.push(`console: ${message.text()}`)
    })
  }

  /** Signs the demo's operator with this role in. */
  static async signIn(browser: Browser, product: Product, role: OperatorRole): Promise<Operator> {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    context.setDefaultTimeout(patienceMs)
    const operator = new Operator(await context.newPage())
    await operator.page.goto(product.addresses.console)
    const login = `demo.${role}`
    const password = /on the console: password (\S+),/.exec(product.log())?.[1] ?? ''
    await operator.enter(product, { login, password })
    return operator
  }

  /** A code opens once: where the demo has just used this one itself, the next one does. */
  private async enter(product: Product, { login, password }: { login: string; password: string }): Promise<void> {
    const inside = this.page.getByRole('menu')
    await this.type(deskWords.door.login, login)
    await this.type(deskWords.door.password, password)
    for (let tried = ''; !(await inside.isVisible()); await pause(500)) {
      const { [login]: code = '' } = await codesOf(product)
      if (code === tried) continue
      tried = code
      await this.type(deskWords.door.code, code)
      await this.page.keyboard.press('Enter')
      await inside.waitFor({ timeout: 5_000 }).catch(() => undefined)
    }
  }

  async open(title: string): Promise<void> {
    await this.page.getByRole('menu').getByRole('link', { name: title, exact: true }).click()
    await this.isOn(title)
  }

  async isOn(title: string): Promise<void> {
    await this.page.getByRole('heading', { name: title, exact: true }).waitFor()
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text)
  }

  /** Types into the dialog that lies over the page. */
  async typeInDialog(label: string, text: string): Promise<void> {
    await this.page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text)
  }

  /** antd puts a space between the two characters of a short button. */
  async press(name: string): Promise<void> {
    const spaced = new RegExp(`^${[...name].join('\\s?')}$`)
    await this.page.getByRole('button', { name: spaced }).click()
  }

  async choose(name: string): Promise<void> {
    await this.page.getByRole('menuitem', { name, exact: true }).click()
  }

  /** Waits until this stands somewhere on the page. */
  async reads(...texts: string[]): Promise<void> {
    for (const text of texts) await this.page.getByText(text).first().waitFor()
  }

  /** All that stands on the page. */
  text(): Promise<string> {
    return this.page.locator('body').innerText()
  }

  /** What went wrong so far, styles and scripts that the page's policy kept out among it: the browser says so as an error. */
  troubles(): readonly string[] {
    return this.seenTroubles
  }
}

async function codesOf({ addresses }: Product): Promise<Record<string, string>> {
  return (await fetch(`${addresses.product}demo/one-time-codes`)).json() as Promise<Record<string, string>>
}

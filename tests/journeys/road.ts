import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import type { Serving } from '../weapp/runner/serve'
import { servePackage } from '../weapp/runner/servePackage'
import { type JourneyDatabase, journeyDatabase } from './database'
import { openBrowser, openPhone, type Phone, type Platform, phoneSize } from './phone'
import { freePlace, type Outcome, type Place, type Product, runScript, startLimitMs, startProduct } from './product'

const evidenceFolder = path.resolve(__dirname, '../../.kaquan/journeys')
const stepLimitMs = 120_000

/** A journey under way: the product that was started for it, its database, and the phone. */
export interface Road {
  database: JourneyDatabase
  phone: Phone
  product: Product
  /** Opens the mini-program, in the runner at this path where one is given: as a link or a QR code would. */
  openApp(path?: string): Promise<void>
  /** How the runner plays the phone; only where the platform is WeChat's. */
  serving: Serving
  /** Starts the product, as `npm start -- …words` does. It keeps its port, so that the phone finds it again. */
  start(words?: readonly string[]): Promise<void>
  /** Ctrl-C. */
  stop(): Promise<number | null>
  script(name: string, ...words: string[]): Promise<Outcome>
}

export type Step = (sentence: string, work: (road: Road) => Promise<void>) => void

interface Setting {
  viewport?: typeof phoneSize
  platform?: Platform
  /** Each step begins by itself, and is walked also where one before it failed. */
  independent?: boolean
}

/**
 * A journey is told in steps, each of which goes on where the one before ended; after a step that failed the others are
 * not tried. Of a failure the screen and what the product logged are kept in `.kaquan/journeys/`.
 */
export function journey(
  name: string,
  { viewport = phoneSize, platform = 'h5', independent }: Setting,
  tell: (step: Step) => void,
) {
  describe(platform === 'h5' ? name : `${name}, in WeChat`, () => {
    let road: OpenRoad
    let failedAt: string | undefined
    beforeAll(async () => {
      road = await OpenRoad.open(viewport, platform)
    }, startLimitMs)
    afterAll(() => road?.close(), stepLimitMs)
    tell((sentence, work) => {
      const limit = stepLimitMs + startLimitMs
      const walk = async () => {
        if (failedAt && !independent) throw withoutStack(`not reached, since this failed before: ${failedAt}`)
        failedAt = sentence
        await walkUntroubled(road, work).catch(async (error: Error) => {
          throw withEvidence(error, await road.keepEvidence(`${name} ${platform}`))
        })
        failedAt = undefined
      }
      it(sentence, walk, limit)
    })
  })
}

/** Whatever a step is about: nothing may go wrong behind the screen meanwhile. */
async function walkUntroubled(road: Road, work: (road: Road) => Promise<void>): Promise<void> {
  await work(road)
  expect(await road.phone.troubles()).toEqual([])
}

function withEvidence(error: Error, evidence: string): Error {
  error.stack = `${error.message}\n\n${evidence}\n${error.stack?.slice(error.stack.indexOf('\n    at ')) ?? ''}`
  return error
}

function withoutStack(message: string): Error {
  const error = new Error(message)
  error.stack = message
  return error
}

class OpenRoad implements Road {
  private running: Product | undefined
  private last: Product | undefined

  private constructor(
    readonly database: JourneyDatabase,
    readonly phone: Phone,
    private readonly held: { browser: Browser; place: Place; serving?: Serving },
  ) {}

  static async open(viewport: typeof phoneSize, platform: Platform): Promise<OpenRoad> {
    const serving = platform === 'weapp' ? await servePackage() : undefined
    const database = await journeyDatabase()
    const browser = await openBrowser()
    const place = await freePlace(database.url)
    return new OpenRoad(database, await openPhone(browser, viewport, platform), { browser, place, serving })
  }

  get serving(): Serving {
    if (!this.held.serving) throw new Error('a browser needs no runner')
    return this.held.serving
  }

  async openApp(path?: string): Promise<void> {
    const { product, wechat } = this.product.addresses
    const { serving } = this.held
    if (!serving) return this.phone.open(`${product}h5/${path === undefined ? '' : `#/${path}`}`)
    Object.assign(serving.outside, { product, wechat })
    await this.phone.open(path === undefined ? serving.address : `${serving.address}?path=${encodeURIComponent(path)}`)
  }

  get product(): Product {
    if (!this.running) throw new Error('the product is not running')
    return this.running
  }

  async start(words: readonly string[] = []): Promise<void> {
    this.running = await startProduct(this.held.place, words)
    this.last = this.running
  }

  async stop(): Promise<number | null> {
    const { product } = this
    this.running = undefined
    return product.stop()
  }

  script = (name: string, ...words: string[]): Promise<Outcome> => {
    return runScript(name, words, this.held.place)
  }

  async close(): Promise<void> {
    await this.held.browser.close()
    await this.held.serving?.stop()
    await this.running?.stop()
    await this.database.drop()
  }

  /** Answers where it is. */
  async keepEvidence(name: string): Promise<string> {
    mkdirSync(evidenceFolder, { recursive: true })
    const file = path.join(evidenceFolder, `${name.replace(/[^\p{L}\d]+/gu, '-')}-${this.database.kind}`)
    writeFileSync(`${file}.log`, this.last?.log() ?? 'the product never started\n')
    const picture = await this.phone.keepPicture(`${file}.png`).then(
      () => `${file}.png`,
      (error: Error) => `no picture (${error.message})`,
    )
    return `画面与日志 / screen and log: ${picture} ${file}.log`
  }
}

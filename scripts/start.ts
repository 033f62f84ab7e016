import 'reflect-metadata'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readEnvironment, type Variables } from '../server/environment'
import { createLogger } from '../server/http/logging'
import { startServer } from '../server/startServer'
import { realSurroundings } from '../server/surroundings'
import { runCommand, tell } from './commandLine'
import { demoVariables, simulatorsWanted } from './demoVariables'
import { openProduct } from './openProduct'
import { buildBrowserPages } from './start/buildBrowserPages'
import { demoCard, prepareDemoCardholder } from './start/demoCardholder'
import { loadDemoCatalogue } from './start/demoCatalogue'
import { type DemoDesk, prepareDemoOperators } from './start/demoOperators'
import { type ProductAddresses, productPages } from './start/productPages'
import { markRunning } from './start/runningMark'
import { startSimulatorsFor } from './start/simulators'

const help = `
用法：npm start

启动整个产品：内嵌数据库（或 DATABASE_URL 所指的数据库）、银行/微信/供应商模拟器、服务端与后台任务，
并在 / 提供装在手机框里的小程序（H5 版）。首次启动会构建 H5 页面、载入演示目录并准备一位演示持卡人。
按 Ctrl-C 停止；再次启动保留数据；npm run reset 清空。

Usage: npm start [-- --no-demo]

Starts the whole product: the embedded database (or the one that DATABASE_URL names), simulators of the bank, WeChat and
the supplier for every side that the environment gives no base URL for, the server with its background jobs, and the
mini-program's browser build in a phone frame at /. The first start builds the pages, loads the demo catalogue and walks
a demo cardholder through three real months. Ctrl-C stops it; a second start keeps the data; npm run reset forgets it.

  --no-demo  neither demo catalogue nor demo cardholder
`

runCommand(help, async (words) => {
  /** What was started, to be stopped in the reverse order, also when a later part could not start. */
  const started: (() => unknown)[] = []
  try {
    await startProduct(words, started)
    await untilAskedToStop()
    return 0
  } catch (error) {
    const { code, port } = error as { code?: string; port?: number }
    if (code !== 'EADDRINUSE') throw error
    tell(`端口 ${port} 已被占用，请用 PORT 另选一个（它之后的四个也要空着）`)
    tell(`Port ${port} is in use: choose another with PORT (the four after it have to be free too)`)
    return 1
  } finally {
    for (const stop of started.reverse()) await stop()
    tell('已停止 / stopped')
  }
})

async function startProduct(words: string[], started: (() => unknown)[]): Promise<void> {
  const began = Date.now()
  const variables = demoVariables({ ...process.env, PORT: String(await portFor(process.env.PORT)) })
  const environment = readEnvironment(variables)
  await buildBrowserPages()
  const product = await openProduct({ environment })
  started.push(product.close)
  const simulators = await startSimulatorsFor(environment, simulatorsWanted())
  started.push(simulators.stop)
  const addresses = addressesOf(variables)
  const logger = createLogger({ level: environment.logLevel })
  const parts = { environment, database: product.database, logger, surroundings: realSurroundings }
  let desk: DemoDesk | undefined
  const codes = () => desk?.codes(new Date()) ?? {}
  const server = await startServer({ ...parts, files: productPages(addresses, codes) })
  started.push(server.stop, markRunning(environment.databaseUrl))
  if (!words.includes('--no-demo')) {
    await prepareDemo(product, addresses)
    if (server.consoleUrl) desk = await prepareDemoOperators(product, server.consoleUrl)
  }
  printAddresses({ ...addresses, consoleUrl: server.consoleUrl ?? '', desk }, Date.now() - began)
}

async function prepareDemo(product: Awaited<ReturnType<typeof openProduct>>, addresses: ProductAddresses) {
  await loadDemoCatalogue(product)
  const { bank, wechat } = addresses.simulators
  const wanted = simulatorsWanted()
  if (!wanted.bank || !wanted.wechat) return
  const outcome = await prepareDemoCardholder({ product: addresses.product, bank, wechat, now: new Date() })
  if (outcome === 'prepared') tell('演示持卡人已就绪 / the demo cardholder is ready')
}

function addressesOf({ PORT, BANK_BASE_URL, WECHAT_BASE_URL, SUPPLIER_BASE_URL }: Variables): ProductAddresses {
  const product = `http://127.0.0.1:${PORT}`
  const simulators = {
    bank: BANK_BASE_URL ?? '',
    wechat: WECHAT_BASE_URL ?? '',
    supplier: SUPPLIER_BASE_URL ?? '',
  }
  const demoAccounts = [
    {
      who: `微信用户 ${demoCard.wechatUser}，已绑定尾号 ${demoCard.last4}`,
      whoEn: `WeChat user ${demoCard.wechatUser}, card ${demoCard.last4} bound`,
      how: '打开首页即已登录',
      howEn: 'logged in when the page opens',
    },
    {
      who: '其他微信用户，未绑卡',
      whoEn: 'other WeChat users, no card bound',
      how: `在微信模拟器页面选择扫码人；任选一张卡绑定，姓名与手机号见银行模拟器页面`,
      howEn: 'choose who scans on the WeChat simulator; names and phones of cards are on the bank simulator',
    },
  ]
  return { product, api: `${product}/openapi.json`, simulators, demoAccounts }
}

interface Desk {
  consoleUrl: string
  desk: DemoDesk | undefined
}

function deskLines({ logins, password }: DemoDesk, product: string): string[] {
  return [
    `    控制台 ${logins.join('、')}：密码 ${password}，动态码见 ${product}/demo/one-time-codes`,
    `      on the console: password ${password}, one-time codes at ${product}/demo/one-time-codes`,
  ]
}

function printAddresses(
  { product, api, consoleUrl, desk, simulators, demoAccounts }: ProductAddresses & Desk,
  tookMs: number,
): void {
  const lines = [
    '',
    `卡权 Kaquan 已启动（${(tookMs / 1000).toFixed(1)} s）/ is up`,
    '',
    `  小程序 mini-program      ${product}/`,
    `  接口 API                 ${api}`,
    `  运营控制台 console       ${consoleUrl}/console/`,
    `  银行模拟器 bank          ${simulators.bank}/`,
    `  微信模拟器 WeChat        ${simulators.wechat}/`,
    `  供应商模拟器 supplier    ${simulators.supplier}/`,
    `  健康 health              ${product}/healthz  ${product}/readyz  ${product}/metrics`,
    '',
    '  演示账号 demo accounts',
    ...demoAccounts.map(({ who, whoEn, how, howEn }) => `    ${who}：${how}\n      ${whoEn}: ${howEn}`),
    ...(desk ? deskLines(desk, product) : []),
    '',
    '  Ctrl-C 停止 / stops',
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

/** `PORT=0` takes a free port, with four more beside it for the simulators and the operators. */
async function portFor(asked: string | undefined): Promise<number> {
  if (asked !== '0') return Number(asked || 8080)
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return Math.min(port, 65_000)
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

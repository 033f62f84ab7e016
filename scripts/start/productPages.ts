import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Context, Next } from 'koa'

export interface ProductAddresses {
  product: string
  api: string
  simulators: { bank: string; wechat: string; supplier: string }
  demoAccounts: { who: string; whoEn: string; how: string; howEn: string }[]
}

const root = path.resolve(__dirname, '../..')
const folders: readonly { prefix: string; folder: string }[] = [
  { prefix: '/h5/', folder: path.join(root, 'dist/h5') },
  { prefix: '/', folder: path.join(root, 'miniprogram/frame') },
]

/**
 * What `npm start` serves beside the API: the phone frame at `/`, the browser build of the mini-program at `/h5/`, and
 * where everything is; the demo operators' authenticator as well. A production server has none of this.
 */
export function productPages(addresses: ProductAddresses, oneTimeCodes: () => Record<string, string>) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (ctx.path === '/h5') return ctx.redirect('/h5/')
    if (ctx.path === '/demo/addresses') return sendJson(ctx, addresses)
    if (ctx.path === '/demo/one-time-codes') return sendJson(ctx, oneTimeCodes())
    if (ctx.path === '/h5/kaquan-demo.js') return sendSettings(ctx, addresses)
    const file = fileOf(ctx.path)
    if (!file) return next()
    allowPages(ctx, addresses)
    ctx.type = path.extname(file)
    ctx.body = file === h5Page ? withSettings(file) : createReadStream(file)
  }
}

const h5Page = path.join(root, 'dist/h5/index.html')

function fileOf(urlPath: string): string | undefined {
  const place = folders.find(({ prefix }) => urlPath.startsWith(prefix))
  if (!place) return undefined
  const rest = decoded(urlPath.slice(place.prefix.length)) || 'index.html'
  const file = path.join(place.folder, rest)
  if (!file.startsWith(place.folder + path.sep)) return undefined
  return existsSync(file) && statSync(file).isFile() ? file : undefined
}

/** A malformed escape names no file. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return 'no such file'
  }
}

/** The build knows nothing of simulators: it learns at run time where WeChat is played. */
function withSettings(file: string): string {
  return readFileSync(file, 'utf8').replace('<head>', '<head><script src="./kaquan-demo.js"></script>')
}

function sendSettings(ctx: Context, { simulators }: ProductAddresses): void {
  const settings = { wechatBaseUrl: simulators.wechat, bankBaseUrl: simulators.bank }
  ctx.type = 'text/javascript'
  ctx.body = `window.__KAQUAN__ = ${JSON.stringify(settings)}\n`
}

function sendJson(ctx: Context, value: object): void {
  ctx.type = 'application/json'
  ctx.body = JSON.stringify(value)
}

function allowPages(ctx: Context, { simulators }: ProductAddresses): void {
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${simulators.wechat} ${simulators.bank}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]
  ctx.set('Content-Security-Policy', policy.join('; '))
}

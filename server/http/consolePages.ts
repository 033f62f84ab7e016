import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Context, Next } from 'koa'

/** A year: the name of an asset changes with its content. */
const assetsKeptFor = 'public, max-age=31536000, immutable'

/**
 * The operators' console at `/console`, as it was built into `folder`. Every address below it that is no asset is a page
 * of the console, which finds its way by itself.
 */
export function consolePages(folder: string) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (ctx.path === '/' || ctx.path === '/console') return ctx.redirect('/console/')
    if (!ctx.path.startsWith('/console/')) return next()
    const asset = assetOf(folder, ctx.path.slice('/console/'.length))
    if (asset) return sendAsset(ctx, asset)
    if (ctx.path.startsWith('/console/assets/')) return next()
    sendPage(ctx, path.join(folder, 'index.html'))
  }
}

function assetOf(folder: string, rest: string): string | null {
  if (!/^assets\/[\w.-]+$/.test(rest)) return null
  const file = path.join(folder, rest)
  return existsSync(file) && statSync(file).isFile() ? file : null
}

function sendAsset(ctx: Context, file: string): void {
  ctx.type = path.extname(file)
  ctx.set('Cache-Control', assetsKeptFor)
  ctx.body = createReadStream(file)
}

/** Scripts come from here alone and never from the page's own text; styles need the nonce of this one answer. */
function sendPage(ctx: Context, file: string): void {
  if (!existsSync(file)) {
    ctx.status = 503
    ctx.type = 'text/plain'
    ctx.body = '控制台尚未构建，请先运行 npm run build console / the console is not built: npm run build console\n'
    return
  }
  const nonce = randomBytes(16).toString('base64')
  ctx.set(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      "object-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
  ctx.type = 'text/html'
  ctx.body = readFileSync(file, 'utf8').replace('{{nonce}}', nonce)
}

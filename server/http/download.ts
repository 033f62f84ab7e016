import type { Readable } from 'node:stream'
import type { Context } from 'koa'

/** A file that somebody gets. */
export interface Download {
  fileName: string
  type: string
  content: Buffer | Readable
}

export function sendDownload(ctx: Context, { fileName, type, content }: Download): void {
  const plain = fileName.replace(/[^\w.-]/g, '_')
  ctx.set('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  ctx.type = type
  ctx.body = content
}

import { createHash } from 'node:crypto'
import type { Context } from 'koa'

/**
 * Answers a reply with a tag of its bytes, or 304 without them where the caller has the same. The tag is weak, since a proxy
 * may compress what it names. Without a session nothing of it is anybody's own, so that it may be kept and asked for again;
 * with one it stays `no-store` as everything else, and the tag serves clients that keep it in memory.
 */
export function sendTagged(ctx: Context, text: string, { isPersonal }: { isPersonal: boolean }): void {
  ctx.vary('Authorization')
  if (!isPersonal) ctx.set('Cache-Control', 'no-cache')
  ctx.set('ETag', `W/"${createHash('sha1').update(text).digest('base64url')}"`)
  if (isSame(ctx.get('If-None-Match'), ctx.response.get('ETag'))) {
    ctx.status = 304
    return
  }
  ctx.body = text
}

/** By the weak comparison of RFC 9110 §13.1.2, whatever else the request says of caches. */
function isSame(asked: string, tag: string): boolean {
  const opaque = (each: string) => each.trim().replace(/^W\//, '')
  return asked.trim() === '*' || asked.split(',').some((each) => each !== '' && opaque(each) === opaque(tag))
}

import type { Context, Next } from 'koa'
import { Refused } from './refused'

/**
 * Phones keep an old mini-program for days. One that is too old to be understood is told so before anything is done; a
 * caller that names no version is no mini-program.
 */
export function refuseOutdated(oldest: string) {
  return async (ctx: Context, next: Next) => {
    const named = ctx.get('X-Kaquan-Client')
    if (oldest !== '' && named !== '' && isOlder(named, oldest)) throw new Refused('client_outdated')
    await next()
  }
}

/** Versions are three numbers; anything else is taken to be the oldest of all. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [numbers(version), numbers(than)]
  const differing = one.findIndex((number, index) => number !== other[index])
  return differing !== -1 && (one[differing] as number) < (other[differing] as number)
}

function numbers(version: string): number[] {
  const parts = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(version)
  return parts ? parts.slice(1).map(Number) : [-1, -1, -1]
}

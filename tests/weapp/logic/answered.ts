import type { Values } from '../messages'
import { guarded, note } from './notes'
import { outside } from './outside'
import type { Phone } from './phone'

export interface Options extends Values {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}

export type Interface = (options?: Options) => unknown
export type Interfaces = Record<string, (...given: never[]) => unknown>

/**
 * An asynchronous interface of WeChat's: with callbacks it answers nothing, without any a promise. Each call is noted,
 * and a test may put an answer of its own in its place.
 */
export function promised(phone: Phone, name: string, work: (options: Options) => unknown): Interface {
  return (options = {}) => {
    note({ what: 'call', api: name, given: plain(options), at: outside.clock() })
    const answer = Promise.resolve().then(() => (name in phone.stubs ? stubbed(phone.stubs[name]) : work(options)))
    const told = answer.then(
      (result) => ({ errMsg: `${name}:ok`, ...(result as Values) }),
      (error: Error) => {
        throw { errMsg: `${name}:fail ${error?.message ?? String(error)}`, ...(error as { more?: Values }).more }
      },
    )
    if (!options.success && !options.fail && !options.complete) return told
    told.then(
      (result) => call(name, [options.success, options.complete], result),
      (error) => call(name, [options.fail, options.complete], error),
    )
    return undefined
  }
}

function stubbed(answer: unknown): unknown {
  const { fail } = (answer ?? {}) as { fail?: string }
  if (fail !== undefined) throw Object.assign(new Error(fail), { more: answer as Values })
  return answer
}

function call(name: string, callbacks: (((result: unknown) => void) | undefined)[], result: unknown): void {
  for (const callback of callbacks) if (callback) guarded(name, () => callback(result))
}

/** Without the callbacks, which cannot cross. */
export function plain(options: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(options ?? null))
  } catch {
    return String(options)
  }
}

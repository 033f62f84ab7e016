import { fault, whereabouts } from './notes'

/** What a phone has besides WeChat's own names: JavaScript as of ES2018, timers and a console. */
const known = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp
  Error EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math ArrayBuffer DataView Map Set WeakMap
  WeakSet Proxy Reflect Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array
  Uint8ClampedArray decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN
  constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable __proto__
  __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__
  console setTimeout clearTimeout setInterval clearInterval`.split(/\s+/),
)

/** Names that are not a worker's and are a browser's: a package that reaches for them runs in a browser only. */
const ofBrowsers = `window document localStorage sessionStorage history screen frames parent top alert confirm prompt
  XMLHttpRequest Element HTMLElement Node Event CustomEvent MutationObserver IntersectionObserver ResizeObserver
  requestAnimationFrame cancelAnimationFrame getComputedStyle matchMedia process Buffer`.split(/\s+/)

let hushed = false

/**
 * Shuts off everything that WeChat's JavaScript does not have. Whoever reads such a name gets a ReferenceError, as on a
 * phone, and it is noted, also when the error is caught. `typeof name` is let through as on a phone: the server wraps
 * it in `__shown(__hush(), …)`. Code cannot be made from text; `Function("return this")` alone is let through, since
 * polyfills look for the global object that way.
 */
export function closeDoors(own: Record<string, unknown>): void {
  const scope = globalThis as unknown as Record<string, unknown>
  const visible: Record<string, unknown> = {}
  for (const name of [...known, ...Object.keys(own)]) if (name in scope) visible[name] = scope[name]
  Object.assign(visible, own)
  for (const name of namesOn(scope)) if (!known.has(name)) closeDoor(scope, name)
  for (const [name, value] of Object.entries({ ...own, globalThis: visible, global: visible })) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true })
  }
  forbidCodeFromText(scope, visible)
  Object.assign(scope, {
    __hush: () => setHushed(true),
    __shown: (_: unknown, value: unknown) => setHushed(false, value),
  })
}

function setHushed(state: boolean, value?: unknown): unknown {
  hushed = state
  return value
}

function namesOn(scope: object): Set<string> {
  const names = new Set(ofBrowsers)
  for (let one: object | null = scope; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const name of Object.getOwnPropertyNames(one)) names.add(name)
  }
  return names
}

function closeDoor(scope: object, name: string): void {
  Object.defineProperty(scope, name, {
    configurable: true,
    get() {
      if (hushed) return undefined
      const error = new ReferenceError(`${name} is not defined`)
      fault('global', whereabouts(error))
      throw error
    },
    // An assignment without a declaration makes a global, on a phone too.
    set(value: unknown) {
      Object.defineProperty(scope, name, { value, writable: true, configurable: true })
    },
  })
}

function forbidCodeFromText(scope: Record<string, unknown>, visible: Record<string, unknown>): void {
  const refuse = (text: string): never => {
    fault('code', text)
    throw new EvalError('code is not made from text here')
  }
  const make = (_: unknown, given: unknown[]) =>
    given.length === 1 && given[0] === 'return this' ? () => visible : refuse(`Function(${given.join(', ')})`)
  const guardedFunction = new Proxy(Function, { apply: (target, _, given) => make(target, given), construct: make })
  // The way around, through any function's constructor, is shut, too.
  Function.prototype.constructor = guardedFunction
  for (const place of [scope, visible]) {
    Object.defineProperty(place, 'Function', { value: guardedFunction, writable: true, configurable: true })
    Object.defineProperty(place, 'eval', {
      value: (text: unknown) => refuse(`eval(${String(text)})`),
      writable: true,
      configurable: true,
    })
  }
}

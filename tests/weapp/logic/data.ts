import type { Change, Values } from '../messages'

/** What crosses between the two threads crosses as JSON: `undefined` and functions do not arrive. */
export function crossed<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value) ?? 'null') as T)
}

/** `a.b[0].c` and Taro's `a.[0].b` alike. */
export function put(data: Values, [path, value]: Change): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '')
  const last = steps.pop() ?? ''
  let place = data
  for (const [index, step] of steps.entries()) {
    const following = steps[index + 1] ?? last
    place[step] ??= /^\d+$/.test(following) ? [] : {}
    place = place[step] as Values
  }
  place[last] = value
}

/** Where something stands in a version: `['categories', 0, 'rateBasisPoints']`. */
export type Path = readonly (string | number)[]

/** What stands there; undefined where nothing does, or where what stands above it is of another shape. */
export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null) return undefined
    return (value as Record<string | number, unknown>)[part]
  }, whole)
}

/** The same with another value there; what is undefined is left out. */
export function withValue(whole: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  const next = rest.length === 0 ? value : withValue(valueAt(whole, [first]), rest, value)
  if (Array.isArray(whole)) return whole.map((each, at) => (at === first ? next : each))
  const { [first]: _, ...others } = (whole ?? {}) as Record<string | number, unknown>
  if (next === undefined) return others
  // What was there keeps its place, so that the text beside the form does not jump.
  return first in ((whole ?? {}) as object) ? { ...(whole as object), [first]: next } : { ...others, [first]: next }
}

export function isWithin(path: readonly PropertyKey[], above: Path): boolean {
  return above.every((part, at) => path[at] === part)
}

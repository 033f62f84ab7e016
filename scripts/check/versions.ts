/** Whether `version` is one of `range`: `*`, `1.2.3`, `<1.2.3`, `>=1.2.3`, `1.2.3 - 1.2.5`, several joined by ` || `. */
export function isIn(range: string, version: string): boolean {
  return range.split(' || ').some((part) => isInOne(part, version))
}

function isInOne(part: string, version: string): boolean {
  if (part === '*') return true
  const [low, high] = part.split(' - ')
  if (low !== undefined && high !== undefined) return compare(version, low) >= 0 && compare(version, high) <= 0
  if (part.startsWith('>=')) return compare(version, part.slice(2)) >= 0
  if (part.startsWith('<')) return compare(version, part.slice(1)) < 0
  return compare(version, part) === 0
}

/** Pre-releases count as their release: who hijacks 4.1.1 is not to be trusted with 4.1.1-rc.1 either. */
function compare(left: string, right: string): number {
  const [a, b] = [numbersOf(left), numbersOf(right)]
  const at = a.findIndex((number, place) => number !== b[place])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function numbersOf(version: string): number[] {
  const numbers = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)
  if (!numbers) throw new Error(`"${version}" is no version; write it as 1.2.3`)
  return numbers.slice(1).map(Number)
}

/** What is run by one call of jest. */
export interface Part {
  name: PartName
  files: string[]
  /** The database behind it; tests without one need none. */
  database: 'embedded' | 'mariadb' | null
  browser: boolean
}

export type PartName = 'unit' | 'embedded' | 'mariadb' | 'weapp' | 'journeys embedded' | 'journeys mariadb'

export const choices = ['unit', 'embedded', 'mariadb', 'weapp', 'journeys'] as const
export type Choice = (typeof choices)[number]

export interface Asked {
  /** Empty: everything. */
  only: readonly Choice[]
  journeys: boolean
  /** Regular expressions over paths; empty: every file. */
  patterns: readonly string[]
}

export interface TestFiles {
  /** Every `*.test.ts(x)`. */
  tests: readonly string[]
  /** Those of them that use a database. */
  database: readonly string[]
  /** Every `*.journey.ts` of the journeys. */
  journeys: readonly string[]
  /** Those on WeChat's build in the runner, and the runner's own tests. */
  weapp: readonly string[]
}

/** The parts that were asked for, and the names of those that were left out because of how it was asked. */
export function planParts(files: TestFiles, asked: Asked): { parts: Part[]; leftOut: PartName[] } {
  const all = everyPart(files)
  const wanted = all.filter((part) => isWanted(part, asked))
  const patterns = asked.patterns.map((pattern) => new RegExp(pattern))
  const matching = (path: string) => patterns.length === 0 || patterns.some((pattern) => pattern.test(path))
  const parts = wanted
    .map((part) => ({ ...part, files: part.files.filter(matching) }))
    // With a pattern, a part that it does not touch was not asked for; without one, an empty part is a fault to report.
    .filter((part) => patterns.length === 0 || part.files.length > 0)
  const kept = new Set(parts.map(({ name }) => name))
  return { parts, leftOut: all.map(({ name }) => name).filter((name) => !kept.has(name)) }
}

/** The longest first, so that the short ones fill up the end of the run; the journeys last, since they need a quiet machine. */
function everyPart({ tests, database, journeys, weapp }: TestFiles): Part[] {
  const withDatabase = new Set(database)
  const without = tests.filter((path) => !withDatabase.has(path))
  return [
    { name: 'mariadb', files: [...database], database: 'mariadb', browser: false },
    { name: 'embedded', files: [...database], database: 'embedded', browser: false },
    { name: 'unit', files: without, database: null, browser: false },
    { name: 'weapp', files: [...weapp], database: 'embedded', browser: true },
    { name: 'journeys embedded', files: [...journeys], database: 'embedded', browser: true },
    { name: 'journeys mariadb', files: [...journeys], database: 'mariadb', browser: true },
  ]
}

function isWanted({ name, browser }: Part, { only, journeys }: Asked): boolean {
  if (browser) return journeys && (only.length === 0 || only.includes(name === 'weapp' ? 'weapp' : 'journeys'))
  return only.length === 0 || only.includes(name as Choice)
}

import { benefitId } from '../../../shared/contract/catalogue'
import { tierId } from '../../../shared/contract/tiers'
import { type BusinessDay, isBusinessDay } from '../../../shared/values/businessDay'
import { type EntitlementProblem, type EntitlementProblemCode, problemAt } from './entitlementProblems'
import type { EntitlementSet } from './entitlementSet'

/** One version of the file, and where it stands. */
export interface SetInFile {
  /** Counted from 1. */
  row: number
  set: EntitlementSet
}

export interface SetsFile {
  /** Those whose form is right. */
  sets: SetInFile[]
  problems: EntitlementProblem[]
}

/** Reads a file of versions: a JSON list in UTF-8. Everything that is wrong with its form is told at once. */
export function readSets(bytes: Uint8Array): SetsFile {
  const json = jsonOf(bytes)
  if (json === undefined) return { sets: [], problems: [problemAt({ row: 0, field: '', code: 'not_json' })] }
  if (!Array.isArray(json) || json.length === 0) {
    return { sets: [], problems: [problemAt({ row: 0, field: '', code: 'not_a_list' })] }
  }
  const read = json.map((one: unknown, index) => readSet(one, index + 1))
  return { sets: read.flatMap(({ sets }) => sets), problems: read.flatMap(({ problems }) => problems) }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

const fields = ['version', 'since', 'tier', 'choose', 'benefits']
const mostChoices = 99

function readSet(one: unknown, row: number): SetsFile {
  const problems: EntitlementProblem[] = []
  const note = (field: string, code: EntitlementProblemCode, found?: unknown) => {
    problems.push(problemAt({ row, field, code }, found))
  }
  if (typeof one !== 'object' || one === null || Array.isArray(one)) {
    note('', 'not_an_object')
    return { sets: [], problems }
  }
  const { version, since, tier, choose, benefits } = one as Record<string, unknown>
  for (const field of Object.keys(one)) if (!fields.includes(field)) note('', 'field_unknown', field)
  if (typeof version !== 'string' || !/^[\w.-]{1,32}$/.test(version)) note('version', 'version_invalid')
  if (!isFirstOfMonth(since)) note('since', 'since_invalid', since)
  if (!tierId.safeParse(tier).success) note('tier', 'tier_unknown', tier)
  const list = listOf(benefits, note)
  const ends = choose === 0 && list?.length === 0
  if (!ends && !isWholeNumber(choose, { from: 1, to: mostChoices })) note('choose', 'choose_invalid')
  else if (list && list.length < Number(choose)) note('choose', 'choose_above_list', `${choose} > ${list.length}`)
  return problems.length > 0 ? { sets: [], problems } : { sets: [{ row, set: one as EntitlementSet }], problems }
}

function isFirstOfMonth(text: unknown): text is BusinessDay {
  return typeof text === 'string' && isBusinessDay(text) && text.endsWith('-01')
}

function isWholeNumber(value: unknown, { from, to }: { from: number; to: number }): boolean {
  return Number.isInteger(value) && Number(value) >= from && Number(value) <= to
}

type Note = (field: string, code: EntitlementProblemCode, found?: unknown) => void

/** Undefined when it is no list of ids, which is noted, as each repetition is. */
function listOf(benefits: unknown, note: Note): string[] | undefined {
  if (!Array.isArray(benefits) || benefits.some((id) => !benefitId.safeParse(id).success)) {
    note('benefits', 'benefits_invalid')
    return undefined
  }
  const list = benefits as string[]
  for (const id of new Set(list.filter((each, at) => list.indexOf(each) !== at)))
    note('benefits', 'benefit_repeated', id)
  return list
}

import { Refusal } from '../../server/refusal'

export interface FieldProblem {
  field: string
  /** In both languages, as the server says it. */
  zh: string
  en: string
}

const cellPath = 'body.cells.'

const aboutCells: ReadonlySet<string> = new Set(['input_invalid', 'row_changed'])

/** What the server says is wrong with single cells of a benefit, or otherwise by now; empty where it refused something else. */
export function fieldProblemsOf(error: unknown): FieldProblem[] {
  if (!(error instanceof Refusal) || !aboutCells.has(error.code)) return []
  return (error.details.fields ?? [])
    .filter(({ path }) => path.startsWith(cellPath))
    .map(({ path, message }) => ({ field: path.slice(cellPath.length), ...bothLanguages(message) }))
}

/** `中文 / English`: what is quoted in both may have the mark between them, too, and then as often in each. */
function bothLanguages(message: string): { zh: string; en: string } {
  const parts = message.split(' / ')
  const half = Math.ceil(parts.length / 2)
  const zh = parts.slice(0, half).join(' / ')
  return { zh, en: parts.slice(half).join(' / ') || zh }
}

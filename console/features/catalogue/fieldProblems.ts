import { Refusal } from '../../server/refusal'
import { bothLanguages } from '../../words/bothLanguages'

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

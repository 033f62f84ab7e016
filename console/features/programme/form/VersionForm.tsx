import { createContext, type ReactNode, useContext } from 'react'
import type { Problem } from '../version'
import { isWithin, type Path, valueAt, withValue } from './places'

interface Filled {
  /** What the version says, as far as it is typed. */
  says: unknown
  problems: readonly Problem[]
  onChange: (says: unknown) => void
}

const Form = createContext<Filled>({ says: {}, problems: [], onChange: () => undefined })

/** Around the fields of a version: one value, of which each field shows and changes its place. */
export function VersionForm({ children, ...filled }: Filled & { children: ReactNode }) {
  return <Form.Provider value={filled}>{children}</Form.Provider>
}

export interface Field {
  /** Where a problem's name leads. */
  id: string
  value: unknown
  set: (value: unknown) => void
  /** What is wrong with it; of a field that holds many values also what is wrong with one of them. */
  problems: string[]
}

export function useField(path: Path, { withParts = false } = {}): Field {
  const { says, problems, onChange } = useContext(Form)
  const isHere = (problem: Problem) =>
    isWithin(problem.path, path) && (withParts || problem.path.length === path.length)
  return {
    id: fieldId(path),
    value: valueAt(says, path),
    set: (value) => onChange(withValue(says, path, value)),
    problems: [...new Set(problems.filter(isHere).map(({ problem }) => problem))],
  }
}

export function fieldId(path: readonly PropertyKey[]): string {
  return `field-${path.map(String).join('-')}`
}

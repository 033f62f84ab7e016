import type { FaultKind, Note } from '../messages'
import { outside } from './outside'

export function note(note: Note): void {
  outside.post({ kind: 'note', note })
}

export function fault(kind: FaultKind, what: string): void {
  note({ what: 'fault', fault: { kind, what } })
}

/** Where in the package something went wrong: the runner's own lines are of no use to whoever wrote the package. */
export function whereabouts(error: unknown): string {
  const { stack = '', name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>
  const lines = stack.split('\n').filter((line) => line.includes('/package/'))
  const places = lines.slice(0, 4).map((line) => line.trim().replace(/https?:[^/]*\/\/[^/]+\/package\//, ''))
  return [`${name}: ${message}`, ...places].join('\n  ')
}

/** Runs code of the package; what it throws is a fault and goes no further. */
export function guarded<Result>(where: string, work: () => Result): Result | undefined {
  try {
    return work()
  } catch (error) {
    fault('exception', `${where}: ${whereabouts(error)}`)
    return undefined
  }
}

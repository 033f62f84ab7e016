import { Refusal, Unanswered } from '../wechat/refusal'

export type Trouble = Refusal | Unanswered

/** What a page knows of the server's answer. */
export type Answer<T> =
  | { phase: 'loading' }
  | { phase: 'ready'; data: T; trouble?: Trouble; asOf?: string }
  | { phase: 'failed'; trouble: Trouble }

/** What the end of a list says. */
export type More = 'nothing' | 'something' | 'loading' | 'failed'

/** A copy kept on the phone for reading without a network. */
export interface Kept<T> {
  data: T
  at: string
}

/** A new answer replaces everything; `asOf` is its time, told when later the network is gone. */
export function answered<T>(data: T, asOf: string): Answer<T> {
  return { phase: 'ready', data, asOf }
}

/**
 * When the server did not answer, what was shown stays, with the trouble told beside it; else the kept copy is shown.
 * A refusal is an answer: it replaces what was there, since it may be no longer ours to see.
 */
export function troubled<T>(before: Answer<T>, trouble: Trouble, kept: Kept<T> | undefined): Answer<T> {
  if (trouble instanceof Refusal) return { phase: 'failed', trouble }
  if (before.phase === 'ready') return { ...before, trouble }
  if (kept) return { phase: 'ready', data: kept.data, asOf: kept.at, trouble }
  return { phase: 'failed', trouble }
}

/** While the answer is slow, the kept copy is shown; the answer takes its place when it comes after all. */
export function slow<T>(before: Answer<T>, kept: Kept<T> | undefined): Answer<T> {
  return before.phase === 'loading' ? (kept ? troubled(before, new Unanswered('timeout'), kept) : before) : before
}

/** Everything that is neither a refusal nor a missing answer is a bug of ours; the page still has to say something. */
export function asTrouble(error: unknown): Trouble {
  return error instanceof Refusal || error instanceof Unanswered ? error : new Unanswered('server')
}

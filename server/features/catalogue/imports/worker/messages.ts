import type { NumberedBenefit } from '../../benefitsFile'
import type { CatalogueProblem, CatalogueProblemCode } from '../../catalogueProblems'
import type { BatchLine, CodeLine } from '../../codesFile'
import type { KnownBenefit } from '../../load.store'
import type { Difference } from '../checkRows'

/** What the worker is asked to do with a file. */
export type Task =
  /** Counts, problems and differences. */
  | { kind: 'check' }
  /** The benefits of the rows that are right. */
  | { kind: 'benefits' }
  /** The file again, with what is wrong in each row; written to a path. */
  | { kind: 'annotate'; into: string }
  /** An empty file to be filled in. */
  | { kind: 'template'; of: 'benefits' | 'codes'; into: string }
  /** The codes of a codes file. */
  | { kind: 'codes' }

export interface Order {
  task: Task
  bytes: Uint8Array
  /** Null where any supplier will do. */
  suppliers: string[] | null
  now: Date
  /** Ids in other imports and drafts that are not finished, by the id of each; names apart by line breaks. */
  others: { id: string; names: string }[]
  /** Codes that are in the pool before their benefit is live, by its id. */
  waiting: [string, number][]
}

/** An order as the thread gets it. */
export interface OrderTaken extends Order {
  /** 1 when the piece that was told last has been taken: shared, so that the thread can stand still until then. */
  taken: Int32Array
}

/** The live catalogue comes in pieces, so that no single message takes long. */
export type ToWorker = { known: [string, KnownBenefit][] } | { begin: true }

export interface CheckCounts {
  rows: number
  new: number
  changed: number
  unchanged: number
  /** Rows with at least one problem. */
  wrong: number
  problems: number
  notices: number
}

export interface CheckSummary {
  form: 'xlsx' | 'csv'
  counts: CheckCounts
  /** False where some of the file could not be read: then not even the good rows can be taken. */
  complete: boolean
  /** Names of the file's columns and the letters of a spreadsheet over them. */
  columns: Record<string, string>
  overlaps: { id: string; count: number; first: string[] }[]
}

/** What comes in pieces; each waits until the one before it was taken. */
export type Piece =
  | { kind: 'problems' | 'notices'; items: CatalogueProblem[] }
  | { kind: 'differences'; items: Difference[] }
  | { kind: 'names'; items: string[] }
  | { kind: 'benefits'; items: NumberedBenefit[] }
  /** Rows of benefits that were told and are wrong after all. */
  | { kind: 'late'; items: number[] }
  | { kind: 'codes'; items: CodeLine[] }
  | { kind: 'batches'; items: BatchLine[] }

export type FromWorker =
  | { ready: true }
  | { piece: Piece }
  | { done: CheckSummary }
  | { fault: { code: CatalogueProblemCode; found: string | number } }
  | { failed: string }

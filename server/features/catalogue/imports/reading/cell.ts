import type { CatalogueProblemCode } from '../../catalogueProblems'

/** What a cell says: its text, and for some more than that. */
export type Cell = string | ToldCell

export interface ToldCell {
  text: string
  /** What the number is as a date, where the column wants one. */
  moment?: string | undefined
  /** It was no text in the spreadsheet, which may have changed what somebody typed. */
  notText?: true
  /** Why it says nothing that can be used. */
  wrong?: { code: CatalogueProblemCode; found: string }
}

export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '')
}

/** Takes the rows of a file as they come, blank ones left out. */
export type TakeRow = (row: number, cells: readonly Cell[]) => void

/** What a cell of an export holds: text, a number that a spreadsheet may add up, or nothing. */
export type Cell = string | number | null

/** What makes a spreadsheet take a cell for a formula, in full width too, after blanks and after what cannot be seen. */
const opensFormula = /^[\s\p{Cf}]*[=+\-@\t\r|%＝＋－＠]/u

/**
 * Rows as a file that spreadsheets open as what it is: with the mark of UTF-8, so that Chinese is read as such; text that
 * would be run as a formula has an apostrophe before it; text of many digits stays text.
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return `"${harmless(cell).replaceAll('"', '""')}"`
}

/** Long numbers would come back as 1.9E+18, and numbers that begin with 0 without it. */
function harmless(text: string): string {
  const isLongNumber = /^\d{12,}$/.test(text) || /^0\d+$/.test(text)
  return opensFormula.test(text) || isLongNumber ? `'${text}` : text
}

/** Hands the browser a file to keep. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 0)
}

/** What a spreadsheet would run; also what it takes for that after a blank of its own. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u

/** Text that a spreadsheet shows and never runs: an apostrophe stands before what begins like a formula. */
export function guardedText(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}

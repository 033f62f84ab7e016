/** "ABCD EFGH IJ": in fours, which the eye can read aloud; a code that brings its own marks is left as it is. */
export function codeGroups(code: string): string {
  return /^[A-Za-z0-9]+$/.test(code) ? code.replace(/(.{4})(?=.)/g, '$1 ') : code
}

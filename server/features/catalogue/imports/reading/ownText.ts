/** A copy of its own: a piece of a longer text keeps all of that in memory, unless it is short. */
export function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}

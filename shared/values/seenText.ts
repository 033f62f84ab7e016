/**
 * Controls, marks of direction, blanks without width, characters of nobody's alphabet: what is not seen, or turns around what
 * is. First and last of each run. No property escapes: the phones of some cardholders do not know them.
 */
const unseen: readonly (readonly [number, number])[] = [
  [0x0000, 0x0009],
  [0x000b, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
  [0xe0000, 0x10ffff],
]

/** Whether a person who reads a text reads all of it. Lines may break. */
export function isSeenText(text: string): boolean {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (unseen.some(([first, last]) => point >= first && point <= last)) return false
  }
  return true
}

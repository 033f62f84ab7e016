export interface JsonShape {
  /** How deeply objects and lists lie in each other. */
  depth: number
  /** The first name that one object bears twice, or null. */
  repeatedName: string | null
}

/**
 * Looks at JSON text before it is parsed. A name that stands twice in one object is not an error to `JSON.parse`, which
 * keeps the last; another reader of the same signed bytes may keep the first, and the two would see different facts.
 */
export function jsonShape(text: string): JsonShape {
  const open: (Set<string> | null)[] = []
  const shape: JsonShape = { depth: 0, repeatedName: null }
  let literal = ''
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '"') {
      const end = endOfString(text, at)
      literal = text.slice(at, end + 1)
      at = end
    } else if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : null)
      shape.depth = Math.max(shape.depth, open.length)
    } else if (mark === '}' || mark === ']') open.pop()
    else if (mark === ':') shape.repeatedName ??= takeName(open.at(-1), literal)
  }
  return shape
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

/** Escapes are read, so that two spellings of one name are the same name. */
function takeName(names: Set<string> | null | undefined, literal: string): string | null {
  const name = nameOf(literal)
  if (!names || name === null) return null
  if (names.has(name)) return name
  names.add(name)
  return null
}

function nameOf(literal: string): string | null {
  try {
    return String(JSON.parse(literal))
  } catch {
    // Text that is no JSON is refused by the parser, which says it better.
    return null
  }
}

const mostTexts = 500

/**
 * Parses a stored text once, however often it is read: the same few settings are asked for in every transaction. What is
 * answered is shared, so nobody may change it.
 */
export function parsedOnce<T>(parse: (json: unknown) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const parsed = parse(JSON.parse(text))
    if (known.size >= mostTexts) known.clear()
    known.set(text, parsed)
    return parsed
  }
}

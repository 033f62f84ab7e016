/** Things of one kind, the newest first, each with where its source goes on behind it. */
export interface Source<Item> {
  name: string
  items: { key: string; item: Item }[]
}

/**
 * The latest things of several sources in one line. No source is put in order again: within it, things stay as they came, so
 * that going on behind the last one that was shown loses none and shows none twice.
 */
export function mergedPage<Item extends { at: string }>(
  sources: readonly Source<Item>[],
  limit: number,
): { items: Item[]; positions: Record<string, string>; hasMore: boolean } {
  const queues = sources.map(({ name, items }) => ({ name, items, taken: 0 }))
  const positions: Record<string, string> = {}
  const items: Item[] = []
  while (items.length < limit) {
    const [first] = queues.filter((queue) => queue.taken < queue.items.length).sort(latestFirst)
    const head = first?.items[first.taken]
    if (!first || !head) break
    items.push(head.item)
    positions[first.name] = head.key
    first.taken++
  }
  return { items, positions, hasMore: queues.some((queue) => queue.taken < queue.items.length) }
}

interface Queue<Item> {
  items: { item: Item }[]
  taken: number
}

function latestFirst<Item extends { at: string }>(one: Queue<Item>, other: Queue<Item>): number {
  const [a, b] = [one.items[one.taken]?.item.at ?? '', other.items[other.taken]?.item.at ?? '']
  return a === b ? 0 : a < b ? 1 : -1
}

/** Where each source goes on, as text without meaning to who carries it. */
export function cursorOf(positions: Record<string, string | undefined>): string {
  return Buffer.from(JSON.stringify(positions)).toString('base64url')
}

/** Null when it is no such text. */
export function positionsOf(cursor: string | undefined): Record<string, string | undefined> | null {
  if (cursor === undefined) return {}
  try {
    const kept: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null
    const texts = Object.entries(kept).filter(([, value]) => typeof value === 'string')
    // A place before everything is none of ours: who begins says no cursor.
    return texts.length === 0 ? null : (Object.fromEntries(texts) as Record<string, string>)
  } catch {
    return null
  }
}

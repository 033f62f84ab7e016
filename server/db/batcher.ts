import { isOutage } from './retry'

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

export interface BatcherOptions<Item, Result> {
  /** Batches under way at once. */
  lanes: number
  /** Items in one batch at most. */
  most: number
  /** Items that may wait at most. */
  queueLimit: number
  /** Works on several items together and answers for each of them, in their order. */
  together(items: readonly Item[]): Promise<Result[]>
  /** Items of one line wait in it; lines take turns, so that a long one does not hold up the others. */
  lineOf?(item: Item): string
  /** Items that answer the same never share a batch. */
  apartBy?(item: Item): string
}

export interface Batcher<Item, Result> {
  /** Nobody else can wait now. */
  readonly isFull: boolean
  submit(item: Item): Promise<Result>
}

/**
 * Groups work that costs little more together than alone. It has no timer: whichever lane is free takes what has queued up
 * meanwhile, so a single caller waits for nobody, and the more callers there are the larger the batches become.
 */
export function batcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const { lanes, most, queueLimit, lineOf = () => '', apartBy } = options
  const queue = new Lines<Waiting<Item, Result>>()
  let busy = 0
  const runLane = async () => {
    busy += 1
    // Callers of the same tick come along with the first of them.
    await Promise.resolve()
    for (let batch = next(); batch.length > 0; batch = next()) await work(batch, options.together)
    busy -= 1
  }
  const next = () => queue.take(most, apartBy && (({ item }) => apartBy(item)))
  return {
    get isFull() {
      return queue.length >= queueLimit
    },
    submit(item) {
      return new Promise((resolve, reject) => {
        queue.add(lineOf(item), { item, resolve, reject })
        if (busy < lanes) void runLane()
      })
    },
  }
}

/** Queues side by side, served one item each in turn. */
class Lines<Entry> {
  private readonly lines = new Map<string, Entry[]>()
  length = 0

  add(name: string, entry: Entry): void {
    const line = this.lines.get(name)
    if (line) line.push(entry)
    else this.lines.set(name, [entry])
    this.length += 1
  }

  /** Those with a tag that is in the batch already keep their place and wait for the next one. */
  take(most: number, tagOf?: (entry: Entry) => string): Entry[] {
    const taken: Entry[] = []
    const tags = new Set<string>()
    for (let before = -1; taken.length < most && taken.length > before; ) {
      before = taken.length
      for (const [name, line] of [...this.lines]) {
        if (taken.length === most) break
        const place = tagOf ? line.findIndex((entry) => !tags.has(tagOf(entry))) : 0
        const [entry] = place < 0 ? [] : line.splice(place, 1)
        if (entry === undefined) continue
        taken.push(entry)
        if (tagOf) tags.add(tagOf(entry))
        this.turn(name, line)
      }
    }
    this.length -= taken.length
    return taken
  }

  /** Behind all others, or gone when nobody waits in it. */
  private turn(name: string, line: Entry[]): void {
    this.lines.delete(name)
    if (line.length > 0) this.lines.set(name, line)
  }
}

/**
 * A batch that fails is split until the bad items stand alone, so that they do not fail their neighbours; unless the
 * database is gone, which is nobody's fault.
 */
async function work<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  together: BatcherOptions<Item, Result>['together'],
): Promise<void> {
  try {
    const results = await together(batch.map(({ item }) => item))
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result)
  } catch (error) {
    if (batch.length === 1 || isOutage(error)) {
      for (const { reject } of batch) reject(error)
      return
    }
    const half = Math.ceil(batch.length / 2)
    await work(batch.slice(0, half), together)
    await work(batch.slice(half), together)
  }
}

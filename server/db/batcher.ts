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
  /** Works on one item alone: where a batch failed, so that one bad item does not fail its neighbours. */
  alone(item: Item): Promise<Result>
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
  const { lanes, most, queueLimit } = options
  const queue: Waiting<Item, Result>[] = []
  let busy = 0
  const runLane = async () => {
    busy += 1
    // Callers of the same tick come along with the first of them.
    await Promise.resolve()
    for (let batch = queue.splice(0, most); batch.length > 0; batch = queue.splice(0, most)) await work(batch, options)
    busy -= 1
  }
  return {
    get isFull() {
      return queue.length >= queueLimit
    },
    submit(item) {
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject })
        if (busy < lanes) void runLane()
      })
    },
  }
}

async function work<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  { together, alone }: BatcherOptions<Item, Result>,
): Promise<void> {
  try {
    const results = await together(batch.map(({ item }) => item))
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result)
  } catch (error) {
    const [only] = batch
    if (batch.length === 1 && only) return only.reject(error)
    for (const { item, resolve, reject } of batch) await alone(item).then(resolve, reject)
  }
}

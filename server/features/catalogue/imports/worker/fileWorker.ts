import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { KnownBenefit } from '../../load.store'
import { FileFault } from '../reading/fileFault'
import { checkFile } from './checkFile'
import { goodBenefits } from './goodBenefits'
import type { CheckSummary, FromWorker, OrderTaken, ToWorker } from './messages'
import { readCodes } from './readCodes'
import type { Telling } from './telling'

/** The other end of `askWorker`: reads one file, tells what is in it and ends. */
const port = parentPort
const order = workerData as OrderTaken
const known = new Map<string, KnownBenefit>()

// Behind whoever answers requests. On Linux each thread has a rank of its own; elsewhere it would be that of the process.
if (process.platform === 'linux') setPriority(0, 5)

function say(message: FromWorker): void {
  port?.postMessage(message)
}

port?.on('message', (message: ToWorker) => {
  if ('known' in message) for (const [id, benefit] of message.known) known.set(id, benefit)
  else work().then(say, (error: unknown) => say(failure(error)))
})
say({ ready: true })

async function work(): Promise<FromWorker> {
  const telling: Telling = {
    order,
    bytes: Buffer.from(order.bytes.buffer, order.bytes.byteOffset, order.bytes.byteLength),
    known,
    tell(piece) {
      if (piece.items.length === 0) return
      Atomics.store(order.taken, 0, 0)
      say({ piece })
      Atomics.wait(order.taken, 0, 0)
    },
  }
  return { done: await summaryOf(telling) }
}

async function summaryOf(telling: Telling): Promise<CheckSummary> {
  const { task } = telling.order
  if (task.kind === 'template') {
    // What writes workbooks is large, and a check needs none of it.
    const { writeTemplate } = await import('./writeTemplate')
    await writeTemplate(task.of, task.into)
    return nothingRead
  }
  if (task.kind === 'check') return checkFile(telling)
  if (task.kind === 'benefits') return goodBenefits(telling)
  if (task.kind === 'annotate') return (await import('./annotateFile')).annotateFile(telling, task.into)
  return readCodes(telling)
}

const nothingRead: CheckSummary = {
  form: 'xlsx',
  counts: { rows: 0, new: 0, changed: 0, unchanged: 0, wrong: 0, problems: 0, notices: 0 },
  complete: true,
  columns: {},
  overlaps: [],
}

function failure(error: unknown): FromWorker {
  if (error instanceof FileFault) return { fault: { code: error.code, found: error.found } }
  return { failed: String((error as Error).stack ?? error) }
}

import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { typescriptHook } from '../../../../typescriptHook'
import type { KnownBenefit } from '../../load.store'
import { FileFault } from '../reading/fileFault'
import type { CheckSummary, FromWorker, Order, OrderTaken, Piece, ToWorker } from './messages'

export interface Asked extends Order {
  /** The live catalogue, by id. */
  known: ReadonlyMap<string, KnownBenefit>
  /** Takes what the worker tells, piece by piece. */
  take: (piece: Piece) => Promise<void> | void
}

/** Longer than a hundred thousand rows need on a busy machine. */
const deadlineMs = 90_000
/** A file that needs more is no catalogue. Buffers are not counted, and are bounded by the size of files. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 }
const knownInPiece = 500
const execArgv = ['-r', typescriptHook]

/**
 * Has a file read in a thread of its own, with bounded memory and time. The bytes are handed over and gone afterwards.
 * @throws FileFault when it cannot be read; what it holds is not trusted
 */
export function askWorker({ known, take, ...order }: Asked, limitMs = deadlineMs): Promise<CheckSummary> {
  const bytes = handedOver(order.bytes)
  const taken = new Int32Array(new SharedArrayBuffer(4))
  // The flag of a process counts for its threads too, in place of their own limit: with the runbook's 64 MB each would take
  // 128. It is looked at while a heap is made, and that of the process has been made.
  setFlagsFromString('--max-semi-space-size=0')
  const worker = new Worker(join(__dirname, 'fileWorker.ts'), {
    workerData: { ...order, bytes, taken } satisfies OrderTaken,
    transferList: [bytes.buffer],
    resourceLimits,
    execArgv,
  })
  return new Promise<CheckSummary>((resolve, reject) => {
    const overrun = setTimeout(() => reject(new FileFault('file_too_heavy')), limitMs)
    const say = (message: ToWorker) => worker.postMessage(message)
    worker.on('error', (error: Error & { code?: string }) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileFault('file_too_heavy') : error)
    })
    worker.on('exit', () => reject(new Error('the worker ended before it was done')))
    worker.on('message', (message: FromWorker) => {
      if ('done' in message) resolve(message.done)
      else if ('fault' in message) reject(new FileFault(message.fault.code, message.fault.found))
      else if ('failed' in message) reject(new Error(message.failed))
      else if ('ready' in message) begin(known, say).catch(reject)
      else Promise.resolve(take(message.piece)).then(() => goOn(taken), reject)
    })
    worker.once('exit', () => clearTimeout(overrun))
  }).finally(() => worker.terminate())
}

/** The memory of a file itself, where there is nothing else in it. */
function handedOver(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
  return isAlone ? new Uint8Array(buffer) : new Uint8Array(bytes)
}

function goOn(taken: Int32Array): void {
  Atomics.store(taken, 0, 1)
  Atomics.notify(taken, 0)
}

async function begin(known: Asked['known'], say: (message: ToWorker) => void): Promise<void> {
  let piece: [string, KnownBenefit][] = []
  for (const entry of known) {
    if (piece.push(entry) < knownInPiece) continue
    say({ known: piece })
    piece = []
    // Other requests come in between.
    await new Promise((resume) => setImmediate(resume))
  }
  say({ known: piece })
  say({ begin: true })
}

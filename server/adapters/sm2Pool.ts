import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sm2 } from 'sm-crypto-v2'
import type { VerifySm2 } from '../ports/bankEvent'

/** A signature takes a millisecond and more: one thread checks some seven hundred a second. */
const threads = 1
/** More than a second's work: whoever comes then is better told to come again. */
const queueLimit = 512

export interface Sm2Pool {
  verify: VerifySm2
  /** Ends the threads; what is under way is told as failed. */
  stop(): Promise<void>
}

/**
 * Checks SM2 signatures in threads of its own, so that the one that answers everybody is never held up. The threads begin with
 * the first signature, and do not keep the process alive.
 * @throws Error when a public key is no point of the curve
 */
export function sm2Pool(publicKeys: Iterable<string>): Sm2Pool {
  for (const key of publicKeys) if (!isOnCurve(key)) throw new Error('a public key for SM2 is no point of its curve')
  const lanes = Array.from({ length: threads }, () => new Lane())
  let turn = 0
  return {
    verify: (asked) => {
      const waiting = lanes.reduce((sum, lane) => sum + lane.waiting, 0)
      if (waiting >= queueLimit) return Promise.resolve('busy')
      return (lanes[turn++ % lanes.length] as Lane).verify(asked)
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}

function isOnCurve(publicKey: string): boolean {
  try {
    return sm2.verifyPublicKey(publicKey)
  } catch {
    return false
  }
}

interface Waiting {
  resolve: (holds: boolean) => void
  reject: (error: Error) => void
}

/** One thread and what it was asked; a thread that dies is followed by another one. */
class Lane {
  private thread: Worker | null = null
  private readonly asked = new Map<number, Waiting>()
  private next = 0

  get waiting(): number {
    return this.asked.size
  }

  verify(asked: Parameters<VerifySm2>[0]): Promise<boolean> {
    const thread = this.thread ?? this.begin()
    const id = this.next++
    return new Promise<boolean>((resolve, reject) => {
      this.asked.set(id, { resolve, reject })
      thread.postMessage({ id, ...asked })
    })
  }

  async stop(): Promise<void> {
    await this.thread?.terminate()
  }

  private begin(): Worker {
    // It needs nothing of what this process loads before anything else.
    const thread = new Worker(join(__dirname, 'sm2Verify.cjs'), { execArgv: [] })
    this.thread = thread
    thread.unref()
    thread.on('message', ({ id, holds }: { id: number; holds: boolean }) => {
      this.asked.get(id)?.resolve(holds)
      this.asked.delete(id)
    })
    const ended = (error: Error) => {
      if (this.thread !== thread) return
      this.thread = null
      for (const { reject } of this.asked.values()) reject(error)
      this.asked.clear()
    }
    thread.on('error', ended)
    thread.on('exit', () => ended(new Error('the thread that checks signatures ended')))
    return thread
  }
}

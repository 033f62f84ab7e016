import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sm2 } from 'sm-crypto-v2'
import type { VerifySm2 } from '../ports/bankEvent'

/** More than a second's work, as a check takes a millisecond and more: whoever comes then is better told to come again. */
const queueLimit = 512

export interface Sm2Thread {
  verify: VerifySm2
  /** Ends the thread; what is under way is told as failed. */
  stop(): Promise<void>
}

/**
 * Checks SM2 signatures in a thread of its own, some seven hundred a second, so that the one that answers everybody is never
 * held up. It begins with the first signature, and does not keep the process alive.
 * @throws Error when a public key is no point of the curve
 */
export function sm2Thread(publicKeys: Iterable<string>): Sm2Thread {
  for (const key of publicKeys) if (!isOnCurve(key)) throw new Error('a public key for SM2 is no point of its curve')
  const line = new Line()
  return {
    verify: async (asked) => (line.waiting >= queueLimit ? 'busy' : line.verify(asked)),
    stop: () => line.stop(),
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

/** The thread and what it was asked; one that dies is followed by another one. */
class Line {
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

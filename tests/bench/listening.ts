import { setTimeout as sleep } from 'node:timers/promises'

const startLimitMs = 30_000

/** Waits until the product that was started on this port answers. */
export async function ready(port: number): Promise<void> {
  const until = Date.now() + startLimitMs
  while (Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('the product did not start')
}

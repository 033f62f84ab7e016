import { createHmac } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sm2 } from 'sm-crypto-v2'
import { sm2Thread } from '../../server/adapters/sm2Thread'
import { signEvent, signedBytes, verifySignature } from '../../server/ports/bankEvent'
import { signEventBySm2 } from '../../server/simulators/bank/signBySm2'
import { round } from './figures'

const { verifySm2 } = require('../../server/adapters/sm2Verify.cjs') as {
  verifySm2(asked: { publicKey: string; bytes: Buffer; signature: string }): boolean
}

/**
 * What it costs to check the bank's signatures, and how long everybody else waits meanwhile: by SM2 in the thread that answers
 * requests, and in one of its own, which is how the product does it.
 */
export async function benchSignatures([size = '1000']: string[]): Promise<Record<string, unknown>> {
  const count = Number(size)
  const { publicKey, privateKey } = sm2.generateKeyPairHex()
  const rawBody = JSON.stringify({
    events: Array.from({ length: 10 }, (_, at) => createHmac('sha256', String(at)).digest('hex')),
  })
  const envelope = { timestamp: '1495500000000', nonce: '0123456789abcdef', rawBody }
  const asked = { publicKey, bytes: signedBytes(envelope), signature: signEventBySm2(privateKey, envelope) }
  const hmac = { ...envelope, signature: signEvent('a secret of the bank', envelope) }
  const thread = sm2Thread([publicKey])
  await thread.verify(asked)
  verifySm2(asked)
  const byHmac = await timed(count, () => verifySignature('a secret of the bank', hmac))
  const here = await timed(count, () => verifySm2(asked))
  const inThread = await timed(count, () => thread.verify(asked))
  await thread.stop()
  return {
    checks: count,
    msEachHmac: round(byHmac.msEach, 4),
    msEachSm2: round(here.msEach, 3),
    msEachSm2InThread: round(inThread.msEach, 3),
    loopDelayMsSm2: round(here.delayMs, 1),
    loopDelayMsSm2InThread: round(inThread.delayMs, 1),
    delayOfThreadOverSm2Here: round(inThread.delayMs / here.delayMs, 3),
  }
}

/** Requests come in bunches of twenty; the delay is the 99th in a hundred of the turns of the loop. */
const bunch = 20

async function timed(count: number, check: () => unknown): Promise<{ msEach: number; delayMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const started = process.hrtime.bigint()
  for (let done = 0; done < count; done += bunch) {
    const answers = await Promise.all(Array.from({ length: bunch }, check))
    if (answers.some((answer) => answer !== true)) throw new Error('a signature that holds was refused')
    await new Promise((resume) => setImmediate(resume))
  }
  const msEach = Number(process.hrtime.bigint() - started) / 1e6 / count
  delay.disable()
  return { msEach, delayMs: delay.percentile(99) / 1e6 }
}

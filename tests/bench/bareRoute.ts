import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { bankEventHeaders, verifySignature } from '../../server/ports/bankEvent'
import { answerQuestions } from './childProcess'

/** A Koa that reads the body, checks the bank's signature over it, and does nothing else: what events are held against. */
answerQuestions(async ({ secret }: { secret: string }) => {
  const app = new Koa()
  app.use(async (ctx) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
    const rawBody = Buffer.concat(chunks)
    const { timestamp, nonce, signature } = bankEventHeaders
    const envelope = { timestamp: ctx.get(timestamp), nonce: ctx.get(nonce), signature: ctx.get(signature), rawBody }
    ctx.status = verifySignature(secret, envelope) ? 200 : 401
    ctx.body = { taken: 1, repeated: 0, waiting: 0, contradicted: [] }
  })
  return new Promise<{ port: number }>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
})

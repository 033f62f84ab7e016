import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { answerQuestions } from './childProcess'

/** A Koa that reads the body of a POST and answers as many bytes as a redemption has: what redeeming is held against. */
answerQuestions(async ({ reply }: { reply: object }) => {
  const app = new Koa()
  app.use(async (ctx) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
    ctx.body = reply
  })
  return new Promise<{ port: number }>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
})

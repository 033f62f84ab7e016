import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { answerQuestions } from './childProcess'

/** A Koa that takes in what it is sent and answers the same bytes each time, from memory: what the product is held against. */
answerQuestions(async ({ reply }: { reply: object }) => {
  const app = new Koa()
  const text = JSON.stringify(reply)
  app.use(async (ctx) => {
    for await (const _ of ctx.req);
    ctx.type = 'application/json'
    ctx.body = text
  })
  return new Promise<{ port: number }>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
})

import { randomBytes } from 'node:crypto'
import { priceOfAll, tokenOf } from '../support/sale'
import { answerQuestions } from './childProcess'
import { type Caller, type PreparedRequest, pourRequests } from './pourRequests'

/** One slice of load: people who redeem one of these benefits each, over so many connections. */
export interface SaleSlice {
  port: number
  caller: Caller
  connections: number
  seconds: number
  people: number
  benefits: string[]
}

let next = 0
const rates = new Map<string, number>()
const firstRate = 3_000
const run = randomBytes(8).toString('hex')

answerQuestions(async ({ people, benefits, ...slice }: SaleSlice) => {
  const alike = `${slice.caller} ${slice.port} ${slice.connections}`
  const wanted = Math.ceil((rates.get(alike) ?? firstRate) * slice.seconds * 1.6) + slice.connections
  const requests = Array.from({ length: wanted }, () => request(next++, { people, benefits }))
  const poured = await pourRequests(requests, { ...slice, expects: '"state":"delivered"' })
  // Whatever it was answered: the route that does nothing redeems nothing.
  rates.set(alike, poured.milliseconds.length / poured.seconds)
  return poured
})

function request(at: number, { people, benefits }: { people: number; benefits: string[] }): PreparedRequest {
  const body = JSON.stringify({ benefitId: benefits[(at * 31) % benefits.length], points: priceOfAll })
  return {
    method: 'POST',
    path: '/api/redemptions',
    body,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      Authorization: `Bearer ${tokenOf((at * 7_919) % people)}`,
      'Idempotency-Key': `${run}-${at}`,
    },
  }
}

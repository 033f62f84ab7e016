import { randomInt } from 'node:crypto'
import { tokenOf } from '../support/sale'
import { answerQuestions } from './childProcess'
import { type Caller, type PreparedRequest, pourRequests } from './pourRequests'

/** One slice of load: cardholders who open the mini-program, chance deciding who. */
export interface HomeSlice {
  port: number
  caller: Caller
  connections: number
  seconds: number
  people: number
}

const rates = new Map<number, number>()
const firstRate = 3_000

answerQuestions(async ({ people, ...slice }: HomeSlice) => {
  const wanted = Math.ceil((rates.get(slice.port) ?? firstRate) * slice.seconds * 1.6) + slice.connections
  const requests = Array.from({ length: wanted }, () => request(randomInt(people)))
  const poured = await pourRequests(requests, { ...slice, expects: '"level":"cardholder"' })
  rates.set(slice.port, poured.answered / poured.seconds)
  return poured
})

function request(person: number): PreparedRequest {
  return { method: 'GET', path: '/api/home', headers: { Authorization: `Bearer ${tokenOf(person)}` }, body: '' }
}

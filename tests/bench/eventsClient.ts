import { cardTokens } from './boundCards'
import { answerQuestions } from './childProcess'
import { type Caller, pourRequests } from './pourRequests'
import { type SigningBank, signedRequests } from './signedEvents'
import { spendingSample } from './spendingSample'

/** One slice of load: against which port, for how long. */
export interface Slice {
  bank: SigningBank
  port: number
  caller: Caller
  connections: number
  seconds: number
  cards: number
  /** Has to stand in every good answer. */
  expects: string
}

const { purchases } = spendingSample()
let cards: string[] = []
/** What was answered a second in the last slice alike: so many requests are signed beforehand, and half as many again. */
const rates = new Map<string, number>()
const firstRate = 2_000

answerQuestions(async ({ bank, cards: count, ...slice }: Slice) => {
  if (cards.length !== count) cards = cardTokens(count)
  const alike = `${slice.caller} ${slice.port}`
  const wanted = Math.ceil((rates.get(alike) ?? firstRate) * slice.seconds * 1.5) + slice.connections
  const poured = await pourRequests(signedRequests(wanted, { bank, cards, purchases }), slice)
  rates.set(alike, poured.answered / poured.seconds)
  return poured
})

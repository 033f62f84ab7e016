import type { CardsDeps } from '../../server/features/cards'
import { verifyCard } from '../../server/features/cards/verifyCard'
import { attemptsInMemory } from '../../server/http/attempts'
import { type EvenTime, evenTime } from '../../server/http/evenTime'
import { type People, peopleOn } from '../support/people'
import { scriptedBank } from '../support/scriptedBank'
import { testDatabase } from '../support/testDatabase'
import { quantile, round } from './figures'

const stepMs = 1_000
const atOnce = 16

/** A bank takes longer where it sends a message: milliseconds from, to. */
const takes = { sent: [180, 420], refused: [20, 90] } as const

type Kind = 'sent' | 'name_differs' | 'card_not_found' | 'card_frozen'
const kinds: readonly Kind[] = ['sent', 'name_differs', 'card_not_found', 'card_frozen']

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
const evenly = evenTime(stepMs, { elapsed: () => performance.now(), wait: pause })
const asItComes: EvenTime = (act) => act()

/**
 * How long the check of a card takes by what the bank says of it, as it is answered and as it would be without the even
 * answer; and how well the best threshold of time tells a card that is known from one that is not.
 */
export async function benchEvenAnswers([size = '100']: string[]): Promise<Record<string, unknown>> {
  const asks = Number(size)
  const opened = await testDatabase()
  try {
    const people = await peopleOn(opened.database)
    const figures: Record<string, unknown> = { asks, stepMs, bankMs: takes }
    for (const phone of ['own', 'another'] as const) {
      for (const [name, way] of [['even', evenly] as const, ['asItComes', asItComes] as const]) {
        const times = await timesOf(people, { phone, way, asks })
        const told = Object.fromEntries(kinds.map((kind) => [kind, distribution(times[kind])]))
        const guess = round(bestGuess(times.sent, times.card_not_found))
        figures[`${phone}Phone ${name}`] = { ...told, knownOrNotByTime: guess }
      }
    }
    return figures
  } finally {
    await opened.close()
  }
}

interface Asking {
  phone: 'own' | 'another'
  way: EvenTime
  asks: number
}

async function timesOf(people: People, { phone, way, asks }: Asking): Promise<Record<Kind, number[]>> {
  const times: Record<Kind, number[]> = { sent: [], name_differs: [], card_not_found: [], card_frozen: [] }
  // In turns, so that what the machine does besides falls on all kinds alike.
  const queue = Array.from({ length: asks * kinds.length }, (_, at) => kinds[at % kinds.length] as Kind)
  const work = async () => {
    for (let kind = queue.pop(); kind !== undefined; kind = queue.pop()) {
      times[kind].push(await timeOf(people, { kind, phone, way }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return times
}

let made = 0

/** One question of somebody who never asked before. */
async function timeOf(people: People, { kind, phone, way }: { kind: Kind } & Pick<Asking, 'phone' | 'way'>) {
  const own = `138${String(++made).padStart(8, '0')}`
  const uncounted = { ...people, attempts: attemptsInMemory() }
  const session = await people.enter(`openid-bench-${made}`, { phone: own })
  const deps: CardsDeps = { ...uncounted, bank: slowBank(kind), evenly: way }
  const body = { name: 'NAME', last4: '1147', ...(phone === 'another' && { phone: `139${own.slice(3)}` }) }
  const began = performance.now()
  await verifyCard(deps, { session, body, address: `10.0.${made >> 8}.${made & 255}` }).catch(() => undefined)
  return performance.now() - began
}

function slowBank(kind: Kind): CardsDeps['bank'] {
  const bank = scriptedBank()
  const [from, to] = kind === 'sent' ? takes.sent : takes.refused
  return {
    ...bank,
    async verifyCard(asked) {
      await pause(from + Math.random() * (to - from))
      return kind === 'sent' ? bank.verifyCard(asked) : { ok: false, reason: kind }
    },
  }
}

function distribution(times: readonly number[]) {
  const at = (share: number) => round(quantile(times, share), 1)
  return { p1: at(0.01), p50: at(0.5), p99: at(0.99) }
}

/** The share of right guesses of whoever knows the best threshold; 0.5 is a coin. */
function bestGuess(known: readonly number[], unknown: readonly number[]): number {
  const share = (times: readonly number[], threshold: number) =>
    times.filter((time) => time >= threshold).length / times.length
  const rights = [...known, ...unknown].map((threshold) => {
    const right = (share(known, threshold) + 1 - share(unknown, threshold)) / 2
    return Math.max(right, 1 - right)
  })
  return Math.max(...rights)
}

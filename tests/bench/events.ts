import { randomBytes } from 'node:crypto'
import { demoVariables } from '../../scripts/demoVariables'
import { freePort } from '../../scripts/testing/keptProgram'
import type { Database } from '../../server/db/database'
import { verifyBooks } from '../../server/features/points'
import { spendContract } from '../../shared/contract/spend'
import { installTestProgramme } from '../support/programme'
import { testDatabase } from '../support/testDatabase'
import { bindCards, cardTokens } from './boundCards'
import { type AskedChild, startChild } from './childProcess'
import type { Slice } from './eventsClient'
import { quantile, round, sum } from './figures'
import { ready } from './listening'
import type { Caller, Poured } from './pourRequests'

const connections = 64
const cards = 10_000
const sliceSeconds = 3
const callers: Caller[] = ['agent', 'sockets']

/**
 * The product as it is started, over HTTP, against a bare route that only checks the signature: three processes, the
 * third of which loads the other two in turns, so that whatever else the machine does meets both. With two kinds of caller.
 */
export async function benchEvents([size = '60']: string[]): Promise<Record<string, unknown>> {
  const opened = await testDatabase()
  const bank = { keyId: 'k1', secret: randomBytes(16).toString('hex'), path: spendContract.takeEvents.path }
  const children: AskedChild[] = []
  const started = (child: AskedChild) => {
    children.push(child)
    return child
  }
  try {
    await installTestProgramme(opened.database)
    await bindCards(opened.database, cardTokens(cards))
    const port = await freePort()
    started(startChild('../../server/main.ts', productVariables({ port, url: opened.url, bank })))
    await ready(port)
    const bare = await started(startChild('bareRoute.ts')).ask<{ port: number }>({ secret: bank.secret })
    const client = started(startChild('eventsClient.ts'))
    const common = { bank, connections, cards, seconds: sliceSeconds, expects: '"taken":1,' }
    const pour = (to: number, caller: Caller) => client.ask<Poured>({ ...common, port: to, caller } satisfies Slice)
    const turns: Turn[] = []
    // The first turn is thrown away, apart from what it leaves in the books: runtimes compile what they run.
    for (let turn = 0; turn <= Math.max(2, Math.ceil(Number(size) / sliceSeconds / callers.length)); turn++) {
      for (const caller of callers) {
        turns.push({ turn, caller, product: await pour(port, caller), bare: await pour(bare.port, caller) })
      }
    }
    return { ...figuresOf(turns), ...(await outcome(opened.database, turns)) }
  } finally {
    for (const child of children) await child.stop()
    await opened.close()
  }
}

interface Turn {
  turn: number
  caller: Caller
  product: Poured
  bare: Poured
}

function figuresOf(turns: readonly Turn[]) {
  const counted = (caller: Caller) => turns.filter((each) => each.turn > 0 && each.caller === caller)
  const agent = comparisonOf(counted('agent'))
  const sockets = comparisonOf(counted('sockets'))
  const all = turns.flatMap(({ product, bare }) => [product, bare])
  return {
    connections,
    cards,
    ...agent,
    ...Object.fromEntries(Object.entries(sockets).map(([name, figure]) => [`${name}_over_sockets`, figure])),
    errors: sum(all, 'errors'),
    first_error: all.find(({ firstError }) => firstError)?.firstError ?? null,
  }
}

function comparisonOf(turns: readonly Turn[]) {
  const product = turns.map((each) => each.product)
  const rate = perSecond(product)
  const bareRate = perSecond(turns.map((each) => each.bare))
  const times = product.flatMap(({ milliseconds }) => milliseconds)
  return {
    vs_signature_only: round(rate / bareRate),
    per_second: Math.round(rate),
    signature_only_per_second: Math.round(bareRate),
    p50_ms: round(quantile(times, 0.5)),
    p99_ms: round(quantile(times, 0.99)),
  }
}

/** Whatever was answered has to be kept. */
async function outcome({ reader }: Database, turns: readonly Turn[]) {
  const { checks } = await verifyBooks(reader)
  const [facts] = await reader.rows<{ found: string }>('SELECT COUNT(*) AS found FROM spend')
  return {
    events: Number(facts?.found),
    lost:
      sum(
        turns.map(({ product }) => product),
        'answered',
      ) - Number(facts?.found),
    ledger_verified: checks.every(({ ok }) => ok),
  }
}

function perSecond(slices: readonly Poured[]): number {
  return sum(slices, 'answered') / sum(slices, 'seconds')
}

/** As in production, logs included; the jobs of a worker run elsewhere. */
function productVariables({ port, url, bank }: { port: number; url: string; bank: Slice['bank'] }) {
  return demoVariables({
    PORT: String(port),
    ROLE: 'web',
    LOG_LEVEL: 'info',
    DATABASE_URL: url,
    BANK_EVENT_SECRETS: `${bank.keyId}:${bank.secret}`,
  })
}

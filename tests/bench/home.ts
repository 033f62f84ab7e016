import { demoVariables } from '../../scripts/demoVariables'
import { freePort } from '../../scripts/testing/keptProgram'
import { vaultOf } from '../../server/compose'
import { readEnvironment } from '../../server/environment'
import { installTestProgramme } from '../support/programme'
import { openSale, tokenOf } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { type AskedChild, startChild } from './childProcess'
import { quantile, round, sum } from './figures'
import type { HomeSlice } from './homeClient'
import { ready } from './listening'
import type { Poured } from './pourRequests'

const few = 10_000
const connections = 64
const sliceSeconds = 3
const rounds = 3
const benefits = Array.from({ length: 40 }, (_, at) => ({ id: `BENEFIT-${at}`, codes: 10 }))

/**
 * The first screen's single request, as the product is started, against a route that answers the same bytes from memory,
 * against the same through repositories, and with many cardholders against few. All take turns.
 */
export async function benchHome([size = '1000000']: string[]): Promise<Record<string, unknown>> {
  const many = Number(size)
  const closing: (() => Promise<void>)[] = []
  const started = (child: AskedChild) => {
    closing.unshift(() => child.stop())
    return child
  }
  try {
    const small = await startedProduct(few, closing)
    const large = await startedProduct(many, closing)
    const reply = await homeOf(small.port)
    const bare = await started(startChild('bareAnswer.ts')).ask<{ port: number }>({ reply })
    const orm = await started(startChild('ormHome.ts')).ask<{ port: number }>({ url: small.url, reply })
    const client = started(startChild('homeClient.ts'))
    const sides = {
      static: { port: bare.port, people: few },
      small: { port: small.port, people: few },
      large: { port: large.port, people: many },
      orm: { port: orm.port, people: few },
    }
    const poured: Record<keyof typeof sides, Poured[]> = { static: [], small: [], large: [], orm: [] }
    // The first round is thrown away: runtimes compile what they run.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, side] of Object.entries(sides) as [keyof typeof sides, HomeSlice][]) {
        const slice = { ...side, caller: 'agent', connections, seconds: sliceSeconds } satisfies HomeSlice
        const done = await client.ask<Poured>(slice)
        if (round > 0) poured[name].push(done)
      }
    }
    return figuresOf(poured, { bytes: JSON.stringify(reply).length, many })
  } finally {
    for (const close of closing) await close()
  }
}

async function startedProduct(
  people: number,
  closing: (() => Promise<void>)[],
): Promise<{ port: number; url: string }> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  closing.unshift(() => opened.close())
  const port = await freePort()
  const variables = demoVariables({ PORT: String(port), ROLE: 'web', LOG_LEVEL: 'info', DATABASE_URL: opened.url })
  await installTestProgramme(opened.database)
  await openSale(opened.database, { people, benefits, hasLedger: false }, vaultOf(readEnvironment(variables)))
  const product = startChild('../../server/main.ts', variables)
  closing.unshift(() => product.stop())
  await ready(port)
  return { port, url: opened.url }
}

async function homeOf(port: number): Promise<object> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/home`, {
    headers: { Authorization: `Bearer ${tokenOf(0)}` },
  })
  return (await answer.json()) as object
}

function figuresOf(
  poured: Record<'static' | 'small' | 'large' | 'orm', Poured[]>,
  { bytes, many }: { bytes: number; many: number },
): Record<string, unknown> {
  const rate = (slices: readonly Poured[]) => sum(slices, 'answered') / sum(slices, 'seconds')
  const times = poured.small.flatMap(({ milliseconds }) => milliseconds)
  const all = Object.values(poured).flat()
  return {
    vs_static: round(rate(poured.small) / rate(poured.static)),
    vs_orm: round(rate(poured.small) / rate(poured.orm)),
    vs_small: round(rate(poured.large) / rate(poured.small)),
    p99_ms: round(quantile(times, 0.99)),
    cardholders: many,
    connections,
    bytes,
    per_second: Object.fromEntries(Object.entries(poured).map(([name, slices]) => [name, Math.round(rate(slices))])),
    errors: sum(all, 'errors'),
    first_error: all.find(({ firstError }) => firstError)?.firstError ?? null,
  }
}

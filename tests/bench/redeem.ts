import { randomBytes } from 'node:crypto'
import { demoVariables } from '../../scripts/demoVariables'
import { freePort } from '../../scripts/testing/keptProgram'
import { vaultOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import { type Environment, readEnvironment } from '../../server/environment'
import { verifyBooks } from '../../server/features/points'
import { installTestProgramme } from '../support/programme'
import { openSale } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { type AskedChild, startChild } from './childProcess'
import { quantile, round } from './figures'
import { ready } from './listening'
import type { Poured } from './pourRequests'
import type { SaleSlice } from './redeemClient'
import type { Redeemed, WaySlice } from './redeemWays'

const people = 20_000
const hot = ['HOT']
const spread = Array.from({ length: 1_000 }, (_, at) => `SPREAD-${at}`)
const callers = [16, 64, 256]
const sliceSeconds = 3

/**
 * Redeeming over HTTP as the product is started, against other ways of doing the same: a POST that does nothing, the same
 * batches without HTTP, a stored call each, and the ORM. All take turns, so that whatever else the machine does meets all.
 */
export async function benchRedeem([rounds = '2']: string[]): Promise<Record<string, unknown>> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  const children: AskedChild[] = []
  const started = (child: AskedChild) => {
    children.push(child)
    return child
  }
  try {
    const port = await freePort()
    const variables = demoVariables({ PORT: String(port), ROLE: 'web', LOG_LEVEL: 'info', DATABASE_URL: opened.url })
    const environment = readEnvironment(variables)
    await fill(opened.database, environment, Number(rounds))
    started(startChild('../../server/main.ts', variables))
    await ready(port)
    const nullPort = (await started(startChild('bareAnswer.ts')).ask<{ port: number }>({ reply: sample })).port
    const client = started(startChild('redeemClient.ts'))
    const ways = started(startChild('redeemWays.ts', variables))
    const measure = new Measure({ client, ways, port, nullPort })
    for (let round = 0; round <= Number(rounds); round++) await measure.round(round > 0)
    const { checks } = await verifyBooks(opened.database.reader)
    return { ...measure.figures(), ledger_verified: checks.every(({ ok }) => ok) }
  } finally {
    for (const child of children) await child.stop()
    await opened.close()
  }
}

async function fill(database: Database, environment: Environment, rounds: number): Promise<void> {
  await installTestProgramme(database)
  const codes = 60_000 * (rounds + 1)
  const benefits = [...hot.map((id) => ({ id, codes })), ...spread.map((id) => ({ id, codes: codes / 500 }))]
  await openSale(database, { people, benefits }, vaultOf(environment))
}

/** As long as what a redemption is answered. */
const sample = { id: '0'.repeat(26), filler: randomBytes(200).toString('hex') }

interface Sides {
  client: AskedChild
  ways: AskedChild
  port: number
  nullPort: number
}

class Measure {
  private readonly rates = new Map<string, number[]>()
  private readonly times = new Map<string, number[]>()
  private errors = 0
  private firstError: string | null = null

  constructor(private readonly sides: Sides) {}

  async round(counts: boolean): Promise<void> {
    for (const connections of callers) {
      const load = { connections, seconds: sliceSeconds, people }
      await this.pour(`null ${connections}`, { port: this.sides.nullPort, benefits: hot, ...load }, counts)
      await this.pour(`hot ${connections}`, { port: this.sides.port, benefits: hot, ...load }, counts)
      await this.pour(`spread ${connections}`, { port: this.sides.port, benefits: spread, ...load }, counts)
    }
    for (const way of ['batch', 'call', 'orm'] as const) {
      const load = { way, connections: way === 'orm' ? 64 : 256, seconds: sliceSeconds, people }
      await this.goWay(`${way} hot`, { benefits: hot, ...load }, counts)
      await this.goWay(`${way} spread`, { benefits: spread, ...load }, counts)
    }
  }

  private async pour(name: string, slice: Omit<SaleSlice, 'caller'>, counts: boolean): Promise<void> {
    const isNull = slice.port === this.sides.nullPort
    const poured = await this.sides.client.ask<Poured>({ ...slice, caller: 'agent' } satisfies SaleSlice)
    if (!isNull) this.note(poured)
    if (!counts) return
    const answered = isNull ? poured.milliseconds.length : poured.answered
    this.add(this.rates, name, answered / poured.seconds)
    for (const time of poured.milliseconds) this.add(this.times, name, time)
  }

  private async goWay(name: string, slice: WaySlice, counts: boolean): Promise<void> {
    const done = await this.sides.ways.ask<Redeemed>(slice)
    this.note(done)
    if (counts) this.add(this.rates, name, done.redeemed / done.seconds)
  }

  private note({ errors, firstError }: { errors: number; firstError: string | null }): void {
    this.errors += errors
    this.firstError ??= firstError
  }

  private add(to: Map<string, number[]>, name: string, figure: number): void {
    const known = to.get(name)
    if (known) known.push(figure)
    else to.set(name, [figure])
  }

  figures(): Record<string, unknown> {
    const rate = (name: string) => mean(this.rates.get(name) ?? [])
    const http = Math.max(rate('hot 64'), rate('hot 256'))
    return {
      vs_orm_hot: to2(http / rate('orm hot')),
      vs_orm_spread: to2(Math.max(rate('spread 64'), rate('spread 256')) / rate('orm spread')),
      vs_bare_batch: to2(rate('hot 256') / rate('batch hot')),
      vs_null_post: to2(rate('hot 256') / rate('null 256')),
      hot_vs_spread: to2(rate('hot 256') / rate('spread 256')),
      vs_call: to2(http / rate('call hot')),
      p99_ms_256: to2(quantile(this.times.get('hot 256') ?? [], 0.99)),
      per_second: Object.fromEntries([...this.rates].map(([name, rates]) => [name, Math.round(mean(rates))])),
      p50_p99_ms: Object.fromEntries(
        [...this.times].map(([name, times]) => [name, [to2(quantile(times, 0.5)), to2(quantile(times, 0.99))]]),
      ),
      errors: this.errors,
      first_error: this.firstError,
    }
  }
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)
}

/** These ratios are large, and their machines noisy. */
function to2(value: number): number {
  return round(value, 2)
}

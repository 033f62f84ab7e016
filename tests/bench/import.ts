import { setTimeout as sleep } from 'node:timers/promises'
import { demoVariables } from '../../scripts/demoVariables'
import { freePort } from '../../scripts/testing/keptProgram'
import { vaultOf } from '../../server/compose'
import { readEnvironment } from '../../server/environment'
import { createOperator } from '../../server/features/operators'
import { realSurroundings } from '../../server/surroundings'
import { book, good, heads, rowOf, sheetXml } from '../import/poison'
import { installTestProgramme, testProgramme } from '../support/programme'
import { openSale } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { type AskedChild, startChild } from './childProcess'
import { type DeskRoad, deskRoad } from './deskRoad'
import { quantile, round } from './figures'
import type { HomeSlice } from './homeClient'
import { ready } from './listening'
import type { Poured } from './pourRequests'
import { beginPeak, peakOf } from './processMemory'

const people = 1_000
/** So few that the server is not full: what is measured is how much an import stands in others' way. */
const connections = 4
const sliceSeconds = 2
const slicesAlone = 3
const benefits = Array.from({ length: 40 }, (_, at) => ({ id: `BENEFIT-${at}`, codes: 10 }))
const mib = 1_048_576

/**
 * A spreadsheet of so many benefits goes through the desk of the product as it is started, until it is the live catalogue,
 * while cardholders open the mini-program: how long each step takes, the most memory that the process has meanwhile, and how
 * much longer others wait than before it. The last is what follows when that many benefits are live.
 */
export async function benchImport([rows = '100000']: string[]): Promise<Record<string, unknown>> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  const [port, consolePort] = [await freePort(), await freePort()]
  const given = { PORT: String(port), CONSOLE_PORT: String(consolePort), ROLE: 'web', DATABASE_URL: opened.url }
  const variables = demoVariables({ ...given, LOG_LEVEL: 'info' })
  const vault = vaultOf(readEnvironment(variables))
  await installTestProgramme(opened.database)
  await openSale(opened.database, { people, benefits, hasLedger: false }, vault)
  const managing = { database: opened.database, surroundings: realSurroundings, vault }
  const tokenOf = async (role: 'maker' | 'checker') => {
    const made = await createOperator(managing, { name: role, roles: [role], programmeId: testProgramme.id })
    return made?.token ?? ''
  }
  const tokens = { maker: await tokenOf('maker'), checker: await tokenOf('checker') }
  const desk = deskRoad(`http://127.0.0.1:${consolePort}`, tokens)
  const product = startChild('../../server/main.ts', variables)
  const client = startChild('homeClient.ts')
  try {
    await ready(port)
    return await measured({ desk, product, client, port, file: fileOf(Number(rows)) })
  } finally {
    await client.stop()
    await product.stop()
    await opened.close()
  }
}

interface Running {
  desk: DeskRoad
  product: AskedChild
  client: AskedChild
  port: number
  file: Buffer
}

async function measured({ desk, product, client, port, file }: Running): Promise<Record<string, unknown>> {
  const slice = { port, caller: 'agent', connections, seconds: sliceSeconds, people } satisfies HomeSlice
  const pour = async () => (await client.ask<Poured>(slice)).milliseconds
  for (let warm = 0; warm < 2; warm++) await pour()
  const pourAlone = async () => {
    const waits: number[] = []
    for (let no = 0; no < slicesAlone; no++) waits.push(...(await pour()))
    return waits
  }
  const alone = await pourAlone()
  const before = peakOf(product.pid)
  const step = <T>(work: () => Promise<T>) => measuredStep(work, { pid: product.pid, pour })
  const check = await step(() => desk.check(file))
  const draft = await step(() => desk.draft(check.answer.id))
  const submit = await step(() => desk.submit(draft.answer))
  const approve = await step(() => desk.approve(submit.answer))
  const live = await step(() => sleep(slicesAlone * sliceSeconds * 1_000))
  const p99Alone = quantile(alone, 0.99)
  const shown = ({ seconds, peak, waits }: Step<unknown>) => ({
    seconds: round(seconds, 1),
    peak_memory_mb: Math.round(peak / mib),
    home_p99_ms: round(quantile(waits, 0.99), 1),
    home_p99_ratio: round(quantile(waits, 0.99) / p99Alone, 2),
  })
  return {
    rows: check.answer.counts?.rows,
    wrong: check.answer.counts?.wrong,
    file_mb: round(file.length / mib, 1),
    memory_before_mb: Math.round(before / mib),
    home_p99_ms_alone: round(p99Alone, 1),
    ...shown(check),
    draft: shown(draft),
    submit: shown(submit),
    approve: shown(approve),
    live: shown(live),
  }
}

interface Step<T> {
  answer: T
  seconds: number
  /** Bytes. */
  peak: number
  /** How long the first screen took meanwhile, in milliseconds. */
  waits: number[]
}

async function measuredStep<T>(
  work: () => Promise<T>,
  { pid, pour }: { pid: number; pour: () => Promise<number[]> },
): Promise<Step<T>> {
  beginPeak(pid)
  const started = performance.now()
  let [isDone, seconds, peak] = [false, 0, 0]
  const working = work().finally(() => {
    isDone = true
    seconds = (performance.now() - started) / 1_000
    peak = peakOf(pid)
  })
  const waits: number[] = []
  do waits.push(...(await pour()))
  while (!isDone)
  return { answer: await working, seconds, peak, waits }
}

/** Every row another benefit, with words of its own. */
function fileOf(rows: number): Buffer {
  const lines = [rowOf(heads)]
  for (let no = 0; no < rows; no++) {
    const cells = [...good]
    cells[0] = `BENCH-BENEFIT-${String(no).padStart(6, '0')}`
    cells[1] = `视频会员 ${no}`
    cells[10] = `第 ${no} 项权益的说明：${(no * 7_919) % 1_000_003}，手机与平板可用。`
    lines.push(rowOf(cells))
  }
  return book({ sheet: sheetXml(lines.join('')) })
}

import { setTimeout as sleep } from 'node:timers/promises'
import { demoVariables } from '../../scripts/demoVariables'
import { vaultOf } from '../../server/compose'
import { readEnvironment } from '../../server/environment'
import { createOperator } from '../../server/features/operators'
import { realSurroundings } from '../../server/surroundings'
import type { ImportShown } from '../../shared/contract/imports'
import { book, good, heads, rowOf, sheetXml } from '../import/poison'
import { installTestProgramme, testProgramme } from '../support/programme'
import { openSale } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { startChild } from './childProcess'
import { quantile, round } from './figures'
import type { HomeSlice } from './homeClient'
import { freePort, ready } from './listening'
import type { Poured } from './pourRequests'

const people = 1_000
/** So few that the server is not full: what is measured is how much an import stands in others' way. */
const connections = 4
const sliceSeconds = 2
const benefits = Array.from({ length: 40 }, (_, at) => ({ id: `BENEFIT-${at}`, codes: 10 }))

/**
 * A spreadsheet of so many benefits goes through the desk of the product as it is started, while cardholders open the
 * mini-program: how long it takes, the most memory that the process has had, and how much longer others wait.
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
  const made = await createOperator(managing, { name: 'maker', roles: ['maker'], programmeId: testProgramme.id })
  const product = startChild('../../server/main.ts', variables)
  const client = startChild('homeClient.ts')
  try {
    await ready(port)
    const slice = { port, caller: 'agent', connections, seconds: sliceSeconds, people } satisfies HomeSlice
    const pour = async () => (await client.ask<Poured>(slice)).milliseconds
    for (let warm = 0; warm < 2; warm++) await pour()
    const alone = [...(await pour()), ...(await pour()), ...(await pour())]
    const before = await memoryOf(port)
    const file = fileOf(Number(rows))
    const desk = { url: `http://127.0.0.1:${consolePort}`, token: made?.token ?? '' }
    const importing = timedImport(desk, { file, memory: () => memoryOf(port) })
    const meanwhile: number[] = []
    let isDone = false
    void importing.finally(() => {
      isDone = true
    })
    while (!isDone) meanwhile.push(...(await pour()))
    const { shown, seconds, peak } = await importing
    const [p99Alone, p99Meanwhile] = [quantile(alone, 0.99), quantile(meanwhile, 0.99)]
    return {
      rows: shown.counts?.rows,
      wrong: shown.counts?.wrong,
      file_mb: round(file.length / 1_048_576, 1),
      seconds: round(seconds, 1),
      memory_before_mb: Math.round(before / 1_048_576),
      peak_memory_mb: Math.round(peak / 1_048_576),
      home_p99_ms_alone: round(p99Alone, 1),
      home_p99_ms_meanwhile: round(p99Meanwhile, 1),
      home_p99_ratio: round(p99Meanwhile / p99Alone, 2),
    }
  } finally {
    await client.stop()
    await product.stop()
    await opened.close()
  }
}

/** Every row another benefit, with words of its own. */
function fileOf(rows: number): Buffer {
  const lines = [rowOf(heads)]
  for (let no = 0; no < rows; no++) {
    const cells = [...good]
    cells[0] = `BENCH-${no}`
    cells[1] = `视频会员 ${no}`
    cells[10] = `第 ${no} 项权益的说明：${(no * 7_919) % 1_000_003}，手机与平板可用。`
    lines.push(rowOf(cells))
  }
  return book({ sheet: sheetXml(lines.join('')) })
}

async function timedImport(
  { url, token }: { url: string; token: string },
  { file, memory }: { file: Buffer; memory: () => Promise<number> },
): Promise<{ shown: ImportShown; seconds: number; peak: number }> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' }
  const started = performance.now()
  let peak = 0
  let isDone = false
  const watching = (async () => {
    while (!isDone) {
      peak = Math.max(peak, await memory())
      await sleep(100)
    }
  })()
  const path = `${url}/ops/catalogue/imports`
  let shown = await json<ImportShown>(
    await fetch(`${path}?fileName=bench.xlsx`, { method: 'POST', headers, body: new Uint8Array(file) }),
  )
  while (shown.state === 'checking') {
    await sleep(200)
    shown = await json<ImportShown>(await fetch(`${path}/${shown.id}`, { headers }))
  }
  isDone = true
  await watching
  if (shown.state !== 'checked') throw new Error(`the file was ${shown.state}: ${shown.problems[0]?.en}`)
  return { shown, seconds: (performance.now() - started) / 1_000, peak }
}

async function json<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

async function memoryOf(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0)
}

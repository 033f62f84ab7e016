import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serving } from '../support/serving'
import { plantedCanaries } from './canaries'
import { askInto, readBundles, startProduct } from './product'
import { searcher } from './search'
import { readFiles, readTables, type SinkName, Sinks, sinkNames } from './sinks'

// The test of the test: a secret that really leaves by each way out is found there, in whatever form it leaves.

const sinks = new Sinks()
const canaries = plantedCanaries()
const leaked = new Map<SinkName, string>(sinkNames.map((sink, at) => [sink, canaries[at * 7]?.text ?? '']))
const secretOf = (sink: SinkName) => leaked.get(sink) ?? ''
const base64 = (text: string) => Buffer.from(`leak ${text}`).toString('base64')

beforeAll(async () => {
  const product = await startProduct(sinks)
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-bundle-'))
  const leaking = await serving((request, response) => {
    const sink = (request.url ?? '').slice(1).replace('-', ' ') as SinkName
    if (sink === 'reply header') response.setHeader('X-Leak', base64(secretOf(sink)))
    if (sink === 'export') response.setHeader('Content-Disposition', 'attachment; filename=list.csv')
    response.statusCode = sink === 'refusal' ? 500 : 200
    response.end(sink === 'reply header' ? '{}' : Buffer.from(secretOf(sink), 'utf16le'))
  })
  try {
    const { reader } = product.opened.database
    product.logger.info({ note: base64(secretOf('log')) }, 'a line that says too much')
    await product.opened.database.inTransaction(async (tx) => {
      const row = {
        programme_id: 'leak',
        settings: [...secretOf('database')].reverse().join(''),
        created_at: new Date(),
      }
      await tx.insert('programme', [{ id: row.programme_id, settings: row.settings, created_at: row.created_at }])
      const gone = {
        id: 'gone',
        settings: Buffer.from(secretOf('database file')).toString('hex'),
        created_at: new Date(),
      }
      await tx.insert('programme', [gone])
    })
    // What was deleted is still in the file.
    await product.opened.database.inTransaction((tx) => tx.change("DELETE FROM programme WHERE id = 'gone'"))
    const ask = askInto(sinks)
    for (const sink of ['reply', 'refusal', 'export', 'reply-header'])
      await ask(leaking.url, { method: 'GET', path: `/${sink}`, where: 'sabotage' })
    const signed = { 'X-Kaquan-Signature': 'of-nobody' }
    const url = `${leaking.url}/v1/x?q=${encodeURIComponent(base64(secretOf('outside url')))}`
    await fetch(url, { method: 'POST', headers: signed, body: JSON.stringify({ note: secretOf('outside body') }) })
    sinks.add('metrics', 'metrics', `kaquan_requests{endpoint="${secretOf('metrics')}"} 1`)
    await readTables(reader, sinks)
    readFiles(product.opened, sinks)
    writeFileSync(join(folder, 'app.js'), `const k = atob("${base64(secretOf('bundle'))}")`)
    expect(readBundles(sinks, folder)).toBe(1)
  } finally {
    await leaking.close()
    await product.stop()
    rmSync(folder, { recursive: true })
  }
})

const isSqlite = process.env.TEST_DATABASE_SERVER === undefined
const sinksHere = sinkNames.filter((sink) => isSqlite || sink !== 'database file')

test.each(sinksHere)('what leaves by %s is found', (sink) => {
  const canary = canaries.find(({ text }) => text === secretOf(sink))
  if (!canary) throw new Error('there is no such canary')
  const texts = sinks.leavings.filter((leaving) => leaving.sink === sink)
  const hits = texts.flatMap(({ text }) => searcher([canary])(text))
  expect(hits.length).toBeGreaterThan(0)
})

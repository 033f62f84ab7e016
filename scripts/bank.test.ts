import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../tests/support/runScript'

const header = 'posted_on,card_last4,amount,currency,original_amount,original_currency,merchant,category_code,category'
const row = '2017-05-23,5770,50.02,GBP,50.02,GBP,shell kings 587,K020,Vehicle Fuel'

const bank = (...words: string[]) => runScript('bank', words)

describe('npm run bank', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bank-'))
  const good = join(dir, '2017-05.csv')
  const bad = join(dir, '2017-06.csv')
  writeFileSync(good, `${header}\n${row}\n`)
  writeFileSync(bad, `${header}\n${row.replace('50.02', '50')}\n`)
  afterAll(() => rmSync(dir, { recursive: true }))

  it('says what it does in both languages', () => {
    const { status, stdout } = bank('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('用法')
    expect(stdout).toContain('Usage')
  })

  it('publishes, with a report as the last line', () => {
    const { status, stdout } = bank('publish', good, '--out', join(dir, 'out'), '--until', '2026-11-20')
    expect(status).toBe(0)
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ files: 1, rows: 1, sum_fen: 5002 })
    expect(readdirSync(join(dir, 'out'))).toEqual(['spruce-hoshino-20261120.csv'])
  })

  it('names file, row and column of what is bad, and writes nothing', () => {
    const { status, stderr } = bank('publish', good, bad, '--out', join(dir, 'none'))
    expect(status).toBe(1)
    expect(stderr).toContain(`${bad}:2 amount:`)
    expect(readdirSync(dir)).not.toContain('none')
  })

  it.each([
    [['publish', good], '--out'],
    [['publish', '--out', dir], 'FILE'],
    [['publish', good, '--out', dir, '--until', 'today'], '--until'],
    [['publish', good, '--out', dir, '--encoding', 'latin1'], '--encoding'],
    [['publish', join(dir, 'missing.csv'), '--out', dir], 'ENOENT'],
    [['destroy'], 'destroy'],
  ])('refuses %j', (args, names) => {
    const { status, stderr } = bank(...args)
    expect(status).toBe(2)
    expect(stderr).toContain(names)
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runScript } from '../../tests/support/runScript'
import { markRunning, runningProcess } from './runningMark'

const folder = mkdtempSync(path.join(tmpdir(), 'kaquan-mark-'))
const url = `sqlite:${path.join(folder, 'x.sqlite')}`
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a database in use names its process until that is done with it', () => {
  expect(runningProcess(url)).toBeNull()
  const done = markRunning(url)
  expect(runningProcess(url)).toBe(process.pid)
  done()
  expect(runningProcess(url)).toBeNull()
})

test('the mark of a process that died does not count', () => {
  const { pid } = spawnSync('true')
  writeFileSync(path.join(folder, 'x.sqlite.running'), String(pid))
  expect(runningProcess(url)).toBeNull()
})

test('a database server is nobody’s file', () => {
  markRunning('mysql://user:password@127.0.0.1/kaquan')()
  expect(runningProcess('mysql://user:password@127.0.0.1/kaquan')).toBeNull()
})

test('reset refuses while the product runs', () => {
  const done = markRunning(url)
  const { status, stderr } = runScript('reset', ['--yes'], { DATABASE_URL: url })
  done()
  expect(status).toBe(1)
  expect(stderr).toContain('stop it first')
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runScript } from '../tests/support/runScript'

const folder = mkdtempSync(path.join(tmpdir(), 'kaquan-rotate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = () => randomBytes(32).toString('base64')
const [data1, data2, print1, print2] = [key(), key(), key(), key()]
const before = { DATA_KEYS: `1:${data1}`, FINGERPRINT_KEYS: `1:${print1}` }
const during = { DATA_KEYS: `1:${data1},2:${data2}`, FINGERPRINT_KEYS: `1:${print1},2:${print2}` }
const after = { DATA_KEYS: `2:${data2}`, FINGERPRINT_KEYS: `2:${print2}` }

function run([script = '', ...words]: string[], keys: Record<string, string>) {
  return runScript(script, words, { DATABASE_URL: `sqlite:${path.join(folder, 'kaquan.sqlite')}`, ...keys })
}

const leftOf = (stdout: string) => Number(/^benefit_code\.cipher\t(\d+)$/m.exec(stdout)?.[1])

test('says what is left, changes it, and then that nothing is left', () => {
  const files = ['server/demo/catalogue.csv', '--codes', 'server/demo/codes.csv']
  expect(run(['catalogue', 'load', ...files], before)).toMatchObject({ status: 0 })
  const first = run(['rotate-keys', '--check'], during)
  expect({ status: first.status, left: leftOf(first.stdout) }).toEqual({ status: 1, left: 2484 })
  const rotated = run(['rotate-keys'], during)
  expect({ status: rotated.status, left: leftOf(rotated.stdout) }).toEqual({ status: 0, left: 0 })
  expect(rotated.stderr).toContain('changed 2484')
  // Without the old keys the same codes are known to be there.
  const again = run(['catalogue', 'load', ...files], after)
  expect(again.stdout).toContain('"codesAdded":0')
}, 120_000)

test('refuses words that it does not know', () => {
  expect(run(['rotate-keys', '--all'], before)).toMatchObject({ status: 2, stdout: '' })
})

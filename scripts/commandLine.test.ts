import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { scripts } from '../package.json'
import { typescriptHook } from '../server/typescriptHook'

const run = promisify(execFile)
const root = path.resolve(__dirname, '..')

test.each(Object.entries(scripts))(
  'npm run %s -- --help says what it does',
  async (_, command) => {
    const [, ...words] = command.split(' ')
    const { stdout } = await run(process.execPath, [...words, '--help'], { cwd: root })
    expect(stdout.length).toBeGreaterThan(100)
    expect(stdout).toMatch(/npm (run )?\w+/)
  },
  30_000,
)

test('a reader that has had enough ends a command without a complaint', async () => {
  const scriptPath = path.join(__dirname, 'commandLine')
  const work =
    "async () => { for (let line = 0; line < 20000; line++) process.stdout.write('a line of results\\n'); return 0 }"
  const script = `require(${JSON.stringify(typescriptHook)}); require(${JSON.stringify(scriptPath)}).runCommand('', ${work})`
  const { stdout, stderr } = await run('sh', ['-c', '"$0" -e "$1" | head -1', process.execPath, script], { cwd: root })
  expect({ stdout, stderr }).toEqual({ stdout: 'a line of results\n', stderr: '' })
}, 30_000)

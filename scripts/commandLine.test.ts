import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { scripts } from '../package.json'

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

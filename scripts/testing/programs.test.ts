import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, installLine } from './programs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaquan-programs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('finds the first name that can be run, on the path or by its whole path', () => {
  const program = join(folder, 'kaquan-fictional')
  writeFileSync(program, '')
  chmodSync(program, 0o700)
  expect(findProgram(['kaquan-nowhere', 'kaquan-fictional'], `/nowhere:${folder}`)).toBe(program)
  expect(findProgram([program], '')).toBe(program)
})

test('passes over a file that cannot be run', () => {
  const program = join(folder, 'kaquan-fictional')
  writeFileSync(program, '')
  chmodSync(program, 0o600)
  expect(findProgram(['kaquan-fictional'], folder)).toBeUndefined()
})

test('gives the line to type for each system', () => {
  const packages = { debian: ['chromium', 'fonts-noto-cjk'], brew: '--cask chromium' }
  expect(installLine(packages, 'linux')).toBe('sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk')
  expect(installLine(packages, 'darwin')).toBe('brew install --cask chromium')
})

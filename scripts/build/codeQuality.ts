import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Finding } from './finding'

export interface Quality {
  name: string
  success: boolean
  text: string
  detail?: unknown
}

/**
 * WeChat's own check of a package before an upload, run on this machine: nothing is sent. It wants the key of an
 * uploader, and takes any; it runs apart, since it keeps the process open.
 */
export function codeQuality(packageDirectory: string): Quality[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaquan-quality-'))
  try {
    const key = path.join(folder, 'key')
    writeFileSync(key, throwAwayKey())
    const asked = spawnSync(process.execPath, ['-e', program, packageDirectory, key], {
      encoding: 'utf8',
      cwd: path.resolve(__dirname, '../..'),
      maxBuffer: 16 * 1024 * 1024,
    })
    const answer = asked.stdout.split(mark)[1]
    if (answer === undefined) throw new Error(`checkCodeQuality gave no answer:\n${asked.stdout}${asked.stderr}`)
    return JSON.parse(answer) as Quality[]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function checkCodeQuality(packageDirectory: string): Finding[] {
  return codeQuality(packageDirectory)
    .filter(({ success }) => !success)
    .map(({ name, text, detail }) => ({ file: name, problem: `${text} ${JSON.stringify(detail ?? '')}` }))
}

const mark = '\u0001'
/** An appid that belongs to nobody. */
const appid = 'wx0000000000000000'

const program = `
const { Project, checkCodeQuality } = require('miniprogram-ci')
const [projectPath, privateKeyPath] = process.argv.slice(1)
const project = new Project({ appid: '${appid}', type: 'miniProgram', projectPath, privateKeyPath, ignores: [] })
checkCodeQuality(project).then(
  (result) => process.stdout.write('${mark}' + JSON.stringify(result) + '${mark}', () => process.exit(0)),
  (error) => { console.error(error); process.exit(1) },
)`

function throwAwayKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey
}

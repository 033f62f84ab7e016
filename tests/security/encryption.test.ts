import { copyFileSync, mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mariadbHere } from '../../scripts/testing/databaseServer'
import { freePort, keepRunning, stopped } from '../../scripts/testing/keptProgram'
import { type DatabaseServer, startPrivateMariadb } from '../../scripts/testing/privateMariadb'
import { findProgram } from '../../scripts/testing/programs'
import { redisMissing } from '../../scripts/testing/redisServer'
import { redisCounters } from '../../server/adapters/redis'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/openDatabase'
import { certificates } from '../support/certificates'

jest.setTimeout(60_000)

const made = certificates()
afterAll(() => made.remove())

/** What the server itself says of the connection on which it is asked. */
const cipherOn = async ({ reader }: Database) => {
  const [row] = await reader.rows<{ Value: string }>("SHOW STATUS LIKE 'Ssl_cipher'")
  return row?.Value
}

// Servers of their own, with certificates that are made here: one that is only named can be given none.
describe('a database over TLS', () => {
  let server: DatabaseServer
  let plain: DatabaseServer
  const files = { ca: '', key: '' }
  beforeAll(async () => {
    const mariadb = mariadbHere()
    const { file, keyFile } = await made.madeFor('localhost', 'served')
    Object.assign(files, { ca: file, key: keyFile })
    server = await startPrivateMariadb(mariadb, 'quick', [`--ssl-cert=${file}`, `--ssl-key=${keyFile}`])
    plain = await startPrivateMariadb(mariadb, 'quick', ['--skip-ssl'])
  })
  afterAll(() => Promise.all([server?.stop(), plain?.stop()]))

  const open = (said: string, { url } = server) => {
    const named = new URL(url)
    named.hostname = 'localhost'
    named.pathname = '/information_schema'
    return openDatabase(`${named.href}${said}`, { chance: Math.random, poolSize: 3 })
  }

  async function ciphers(said: string): Promise<(string | undefined)[]> {
    const database = await open(said)
    try {
      const reading = await Promise.all([cipherOn(database), cipherOn(database)])
      const writing = await database.inTransaction((tx) => tx.rows<{ Value: string }>("SHOW STATUS LIKE 'Ssl_cipher'"))
      return [...reading, writing[0]?.Value]
    } finally {
      await database.close()
    }
  }

  test('that is checked is encrypted on every connection, and not without being asked for', async () => {
    for (const cipher of await ciphers(`?ssl-mode=VERIFY_IDENTITY&ssl-ca=${files.ca}`))
      expect(cipher).toMatch(/^TLS_|AES/)
    expect(await ciphers('')).toEqual(['', '', ''])
  })

  test('whose certificate another authority signed is refused', async () => {
    const other = await made.madeFor('localhost', 'other')
    for (const mode of ['VERIFY_IDENTITY', 'VERIFY_CA'])
      for (const authority of [`&ssl-ca=${other.file}`, ''])
        await expect(open(`?ssl-mode=${mode}${authority}`)).rejects.toThrow(/self.signed certificate/)
  })

  test('that knows no TLS is refused', async () => {
    await expect(open(`?ssl-mode=VERIFY_CA&ssl-ca=${files.ca}`, plain)).rejects.toThrow(/secure connection/)
  })

  test('whose certificate is of another host is refused, unless the authority alone is asked for', async () => {
    const elsewhere = await made.madeFor('database.example')
    copyFileSync(elsewhere.file, files.ca)
    copyFileSync(elsewhere.keyFile, files.key)
    const database = await open('')
    await database.inTransaction((tx) => tx.rows('FLUSH SSL'))
    await database.close()
    await expect(open(`?ssl-mode=VERIFY_IDENTITY&ssl-ca=${elsewhere.file}`)).rejects.toThrow(/does not match/)
    for (const cipher of await ciphers(`?ssl-mode=VERIFY_CA&ssl-ca=${elsewhere.file}`))
      expect(cipher).toMatch(/^TLS_|AES/)
  })
})

describe('a Redis over TLS', () => {
  let port: number
  let running: ReturnType<typeof keepRunning>
  let authority = ''
  beforeAll(async () => {
    const redis = findProgram(['redis-server'])
    if (!redis) throw new Error(redisMissing())
    port = await freePort()
    const { file, keyFile } = await made.madeFor('localhost', 'redis')
    authority = file
    const folder = mkdtempSync(join(tmpdir(), 'kaquan-redis-'))
    const tls = ['--tls-cert-file', file, '--tls-key-file', keyFile, '--tls-auth-clients', 'no']
    const where = ['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '']
    running = keepRunning(folder, [redis, ...where, ...tls, '--logfile', join(folder, 'server.log')])
    while (running.exitCode === null && !(await listens(port))) await pause(20)
  })
  afterAll(() => running && stopped(running))

  const listens = (port: number) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })

  /** The first thing that is heard of it. */
  async function heardOf(url: string): Promise<string> {
    let close = async () => {}
    const heard = new Promise<string>((resolve) => {
      const told = (answers: boolean, why = '') => resolve(answers ? 'it answers' : why)
      close = redisCounters({ url, disguise: (key) => key, told, limitMs: 2_000, againMs: 50 }).close
    })
    return heard.finally(() => close())
  }

  test('that is checked answers', async () => {
    expect(await heardOf(`rediss://localhost:${port}/0?ssl-ca=${authority}`)).toBe('it answers')
  })

  test('whose certificate another authority signed is not asked', async () => {
    expect(await heardOf(`rediss://localhost:${port}/0`)).toMatch(/self.signed certificate/)
  })

  test('whose certificate is of another host is not asked', async () => {
    expect(await heardOf(`rediss://127.0.0.1:${port}/0?ssl-ca=${authority}`)).toMatch(/does not match/)
  })
})

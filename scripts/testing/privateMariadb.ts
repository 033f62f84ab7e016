import { type ChildProcess, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { greeted } from './greeting'
import { freePort, keepRunning, stopped } from './keptProgram'

/** Where the tests on MariaDB make and drop their databases. */
export interface DatabaseServer {
  /** `mysql://user:password@host:port/` */
  url: string
  about: string
  stop(): Promise<void>
}

export interface MariadbPrograms {
  /** mariadbd */
  server: string
  /** mariadb-install-db */
  install: string
}

/** What the server promises: `durable` as in production, `quick` for tests, in which nothing outlives the run. */
export type Promised = 'durable' | 'quick'

const startLimitMs = 60_000

/**
 * A server of this run's own: its files in a temporary folder, its own port, socket, user and random password. `further` are
 * options that it is started with besides.
 */
export async function startPrivateMariadb(
  programs: MariadbPrograms,
  promised: Promised = 'quick',
  further: readonly string[] = [],
): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(promised === 'quick' ? quickest() : tmpdir(), 'kaquan-mariadb-'))
  const password = randomBytes(18).toString('hex')
  installInto(folder, programs)
  writeFileSync(join(folder, 'init.sql'), accounts(password), { mode: 0o600 })
  const port = await freePort()
  const options = [...serverOptions(folder, port), ...promises[promised], ...further]
  const child = keepRunning(folder, [programs.server, ...options])
  const stop = () => stopped(child)
  try {
    await ready(child, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `mysql://kaquan:${password}@127.0.0.1:${port}/`, about: `${programs.server}, 127.0.0.1:${port}`, stop }
}

const inMemory = '/dev/shm'
const neededInMemory = 3 * 1024 ** 3

/** Hundreds of schemas are made and dropped in a run, which is mostly waiting for a disk: so in memory, where there is room. */
function quickest(): string {
  if (!existsSync(inMemory)) return tmpdir()
  const { bavail, bsize } = statfsSync(inMemory)
  return Math.min(bavail * bsize, freemem()) > neededInMemory ? inMemory : tmpdir()
}

function installInto(folder: string, { install }: MariadbPrograms): void {
  const options = [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]
  const { status, stdout, stderr, error } = spawnSync(install, options, { encoding: 'utf8' })
  if (status === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw new Error(`${install} → ${status ?? error?.message}\n${stdout}${stderr}`)
}

/** Run before the first connection is taken, so that there is never a server without a password. */
function accounts(password: string): string {
  return [
    `ALTER USER root@localhost IDENTIFIED BY '${randomBytes(18).toString('hex')}';`,
    `CREATE USER kaquan@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO kaquan@'127.0.0.1' WITH GRANT OPTION;`,
    '',
  ].join('\n')
}

function serverOptions(folder: string, port: number): string[] {
  return [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${join(folder, 'server.log')}`,
    `--tmpdir=${folder}`,
    `--init-file=${join(folder, 'init.sql')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--max-connections=400',
    '--innodb-fast-shutdown=2',
  ]
}

const promises: Record<Promised, string[]> = {
  quick: [
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=2',
    '--innodb-doublewrite=0',
    '--innodb-buffer-pool-size=256M',
  ],
  durable: [
    '--log-bin=binary',
    '--server-id=1',
    '--sync-binlog=1',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-buffer-pool-size=2G',
    '--innodb-log-file-size=1G',
    '--local-infile=1',
  ],
}

function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : []
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  let log = ''
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    log += piece
  })
  const until = Date.now() + startLimitMs
  while (child.exitCode === null && Date.now() < until) {
    const isReady = await greeted({ host: '127.0.0.1', port }, 1_000).then(
      () => true,
      () => false,
    )
    if (isReady) return
    await sleep(100)
  }
  throw new Error(`MariaDB 没有启动 / did not start\n${log}`)
}

import { greeted } from './greeting'
import { type DatabaseServer, type MariadbPrograms, type Promised, startPrivateMariadb } from './privateMariadb'
import { findProgram, installLine, installPackages, mayInstall } from './programs'

export type ServerChoice =
  | { kind: 'given'; url: string }
  | { kind: 'private'; programs: MariadbPrograms }
  | { kind: 'install' }
  | { kind: 'missing' }

/** The server alone: its package also brings a system service, which nobody asked for. */
const packages = { debian: ['mariadb-server-core', 'mariadb-client-core'], brew: 'mariadb' }

/** What DATABASE_URL names when that is a server, else an installed one of our own, else one installed now, else none. */
export function chooseServer(found: {
  databaseUrl: string | undefined
  programs: MariadbPrograms | undefined
  mayInstall: boolean
}): ServerChoice {
  if (found.databaseUrl && /^(mysql|mariadb):/.test(found.databaseUrl)) {
    return { kind: 'given', url: serverOf(found.databaseUrl) }
  }
  if (found.programs) return { kind: 'private', programs: found.programs }
  return { kind: found.mayInstall ? 'install' : 'missing' }
}

/** The server without the database: the tests make their own ones there and leave the named one alone. */
function serverOf(databaseUrl: string): string {
  const url = new URL(databaseUrl.replace(/^\w+:/, 'mysql:'))
  url.pathname = '/'
  return url.href
}

/** @throws Error with the line to type when there is no server and none can be had */
export async function provideServer(
  tell: (line: string) => void,
  promised: Promised = 'quick',
): Promise<DatabaseServer> {
  const choice = chooseServer({
    databaseUrl: process.env.DATABASE_URL,
    programs: installedMariadb(),
    mayInstall: mayInstall(),
  })
  if (choice.kind === 'given') return givenServer(choice.url)
  if (choice.kind === 'missing') throw new Error(missing())
  if (choice.kind === 'private') return startPrivateMariadb(choice.programs, promised)
  installMariadb(tell)
  return startPrivateMariadb(mariadbHere(), promised)
}

/** For the tests that start servers of their own, whatever server is named; those say what to type where this cannot be. */
export function provideMariadb(tell: (line: string) => void): void {
  if (!installedMariadb() && mayInstall()) installMariadb(tell)
}

function installMariadb(tell: (line: string) => void): void {
  tell(`安装 installing ${packages.debian.join(' ')} …`)
  installPackages(packages.debian)
}

/** With which a test starts a server of its own, as none that is named could be started. @throws Error with the line to type */
export function mariadbHere(): MariadbPrograms {
  const programs = installedMariadb()
  if (!programs) throw new Error(missing())
  return programs
}

function installedMariadb(): MariadbPrograms | undefined {
  const server = findProgram(['mariadbd', 'mysqld'])
  const install = findProgram(['mariadb-install-db', 'mysql_install_db'])
  return server && install ? { server, install } : undefined
}

async function givenServer(url: string): Promise<DatabaseServer> {
  const { hostname, port, host } = new URL(url)
  await greeted({ host: hostname, port: Number(port || 3306) }).catch((error: Error) => {
    throw new Error(`DATABASE_URL: ${host} 没有应答 / does not answer: ${error.message}`)
  })
  return { url, about: `DATABASE_URL: ${host}`, stop: async () => undefined }
}

function missing(): string {
  const line = installLine(packages)
  return [
    `没有找到 MariaDB，请运行：${line}`,
    '或让 DATABASE_URL 指向一台可以建库、删库的服务器：DATABASE_URL=mysql://user:password@host:3306/ npm test',
    `MariaDB was not found. Type: ${line}`,
    'or let DATABASE_URL name a server on which databases may be made and dropped, as in the line above.',
  ].join('\n')
}

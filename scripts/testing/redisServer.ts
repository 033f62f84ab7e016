import { findProgram, installLine, installPackages, mayInstall } from './programs'

/** Debian's package starts a service of its own, which is of no use here, and is left alone where it runs. */
const packages = { debian: ['redis-server'], brew: 'redis' }

/** What the tests with Redis use: a server that is named, else a program with which they start their own. */
export type RedisChoice = { kind: 'given'; url: string } | { kind: 'private'; program: string } | { kind: 'missing' }

export function chooseRedis(found: { url: string | undefined; program: string | undefined }): RedisChoice {
  if (found.url) return { kind: 'given', url: found.url }
  return found.program ? { kind: 'private', program: found.program } : { kind: 'missing' }
}

export function redisHere(url: string | undefined): RedisChoice {
  return chooseRedis({ url, program: findProgram(['redis-server']) })
}

/**
 * Installs Redis where it is missing and nobody needs to be asked, also when one is named, since some tests start their own;
 * where that cannot be, they say what to type.
 */
export function provideRedis(
  tell: (line: string) => void,
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  if (redisHere(undefined).kind === 'missing' && mayInstall()) {
    tell(`安装 installing ${packages.debian.join(' ')} …`)
    installPackages(packages.debian)
  }
  const url = variables.TEST_REDIS_URL || variables.REDIS_URL
  return url ? { TEST_REDIS_URL: url } : {}
}

export function redisMissing(): string {
  const line = installLine(packages)
  return [
    `没有找到 Redis，请运行：${line}`,
    '或让 TEST_REDIS_URL 指向一台供测试使用的 Redis：TEST_REDIS_URL=redis://127.0.0.1:6379/9 npm test',
    `Redis was not found. Type: ${line}`,
    'or let TEST_REDIS_URL name a Redis that tests may write to, as in the line above.',
  ].join('\n')
}

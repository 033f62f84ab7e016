import { proxiesIn } from './http/proxies'
import { databaseAddress, leavesPlain, mayBeCalled, redisAddress } from './ports/encryptedUrl'

/** Every environment variable of the product: nothing else reads `process.env`. `docs/environment.md` tells of each. */
export interface Environment {
  port: number
  /** Where operators are served; null where they are not. */
  consolePort: number | null
  host: string
  role: 'web' | 'worker' | 'both'
  databaseUrl: string
  databasePool: number
  logLevel: string
  /** Addresses and ranges of our own proxies. */
  trustedProxies: readonly string[]
  /** What `/metrics` asks for; null where it answers everybody who reaches it. */
  metricsToken: string | null
  /** Where counters of tries are shared by processes; null where each counts for itself. */
  redisUrl: string | null
  /** Milliseconds that the check of a card and of its one-time password take at least, whatever comes of them. */
  evenAnswerMs: number
  /** A mini-program older than this is asked to update itself; empty where all are answered. */
  minClientVersion: string
  defaultProgrammeId: string
  /** `eventSecrets` has secrets by key id, and public keys for SM2 behind `sm2:`. */
  bank: { baseUrl: string; clientId: string; secret: string; eventSecrets: ReadonlyMap<string, string> }
  wechat: {
    baseUrl: string
    appId: string
    secret: string
    templates: {
      redeemed: string
      redemptionFailed: string
      tierUpgraded: string
      tierEnding: string
      pointsExpiring: string
      lockChanged: string
      cardChanged: string
      digest: string
    }
  }
  /** By the name that benefits call them by; the first is `default`. */
  suppliers: ReadonlyMap<string, SupplierSettings>
  /** What seals; either opens what it has sealed before. */
  dataCipher: 'aes-256-gcm' | 'sm4'
  dataKeys: { current: number; keys: ReadonlyMap<number, Buffer> }
  fingerprintKeys: FingerprintKeys
  /** Signs where we lead to; null where nothing is signed. */
  jumpListKey: Buffer | null
}

export interface FingerprintKeys {
  current: number
  keys: ReadonlyMap<number, { hash: 'sha256' | 'sm3'; key: Buffer }>
}

export interface SupplierSettings {
  protocol: 'json' | 'form'
  baseUrl: string
  clientId: string
  secret: string
  /** How a supplier of the form protocol signs; the JSON protocol has one way only. */
  signType: 'HMAC-SHA256' | 'MD5'
  /** Whether it promises that the same order number twice is one order. */
  deduplicates: boolean
}

export type Variables = Readonly<Record<string, string | undefined>>

/** Says everything that is wrong with the environment at once, and what each variable should look like. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`环境变量有误 / The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'EnvironmentError'
  }
}

/** @throws EnvironmentError */
export function readEnvironment(variables: Variables): Environment {
  const reading = new Reading(variables)
  const mayBePlain = reading.oneOf('PLAIN_CONNECTIONS', ['refused', 'allowed']) === 'allowed'
  const environment: Environment = {
    port: reading.port('PORT', '8080'),
    consolePort: reading.consolePort(),
    host: reading.text('HOST', { fallback: '127.0.0.1', example: '0.0.0.0' }),
    role: reading.oneOf('ROLE', ['both', 'web', 'worker']),
    databaseUrl: reading.databaseUrl(mayBePlain),
    databasePool: reading.count('DATABASE_POOL', '10'),
    logLevel: reading.oneOf('LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent']),
    trustedProxies: reading.trustedProxies(),
    metricsToken: reading.metricsToken(),
    redisUrl: reading.redisUrl(mayBePlain),
    evenAnswerMs: reading.count('EVEN_ANSWER_MS', '1000'),
    minClientVersion: reading.clientVersion(),
    defaultProgrammeId: reading.text('DEFAULT_PROGRAMME_ID', {
      fallback: 'spruce-hoshino',
      example: 'spruce-hoshino',
    }),
    bank: {
      ...reading.side('BANK'),
      eventSecrets: reading.secretsById('BANK_EVENT_SECRETS'),
    },
    wechat: {
      baseUrl: reading.url('WECHAT_BASE_URL', 'https://api.weixin.qq.com'),
      appId: reading.text('WECHAT_APP_ID', { example: 'wx0123456789abcdef' }),
      secret: reading.secret('WECHAT_APP_SECRET'),
      templates: {
        redeemed: reading.template('REDEEMED'),
        redemptionFailed: reading.template('REDEMPTION_FAILED'),
        tierUpgraded: reading.template('TIER_UPGRADED'),
        tierEnding: reading.template('TIER_ENDING'),
        pointsExpiring: reading.template('POINTS_EXPIRING'),
        lockChanged: reading.template('LOCK_CHANGED'),
        cardChanged: reading.template('CARD_CHANGED'),
        digest: reading.template('DIGEST'),
      },
    },
    suppliers: reading.suppliers(),
    dataCipher: reading.oneOf('DATA_CIPHER', ['aes-256-gcm', 'sm4']),
    dataKeys: reading.dataKeys(),
    fingerprintKeys: reading.fingerprintKeys(),
    jumpListKey: reading.jumpListKey(),
  }
  reading.certificatesAreChecked()
  reading.finish()
  return environment
}

class Reading {
  private readonly problems: string[] = []

  constructor(private readonly variables: Variables) {}

  finish(): void {
    if (this.problems.length > 0) throw new EnvironmentError(this.problems)
  }

  text(name: string, { fallback, example }: { fallback?: string; example: string }): string {
    const value = this.variables[name]?.trim() || fallback
    if (value !== undefined) return value
    return this.wrong(name, { expects: 'a text', example })
  }

  /** Of a subscribe message; empty where the programme has none. */
  template(name: string): string {
    return this.text(`WECHAT_TEMPLATE_${name}`, { fallback: '', example: 'the template id' })
  }

  /** Null where the list of jump targets is not signed. */
  jumpListKey(): Buffer | null {
    const name = 'JUMP_LIST_KEY'
    const value = this.variables[name] ?? ''
    if (value === '') return null
    const key = Buffer.from(value, 'base64')
    if (key.length === 32) return key
    this.wrong(name, { expects: '32 bytes in base64', example: 'the output of: openssl rand -base64 32' })
    return null
  }

  secret(name: string): string {
    const value = this.variables[name] ?? ''
    if (value.length >= 16) return value
    return this.wrong(name, {
      expects: 'a secret of at least 16 characters',
      example: 'the output of: openssl rand -hex 32',
    })
  }

  metricsToken(): string | null {
    return this.variables.METRICS_TOKEN ? this.secret('METRICS_TOKEN') : null
  }

  /** Names, phones and codes go there, so it is encrypted wherever it leaves this machine. */
  url(name: string, example: string): string {
    const value = this.variables[name] ?? ''
    if (mayBeCalled(value)) return value.replace(/\/+$/, '')
    return this.wrong(name, { expects: 'a base URL with https:; http: on loopback only', example })
  }

  port(name: string, fallback: string): number {
    const port = Number(this.variables[name] || fallback)
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
    this.wrong(name, { expects: 'a port from 0 to 65535', example: fallback })
    return 0
  }

  /** Never the public port: what moves value must not be reachable where everybody is. */
  consolePort(): number | null {
    if (!this.variables.CONSOLE_PORT) return null
    const port = this.port('CONSOLE_PORT', '8084')
    if (port !== 0 && port === Number(this.variables.PORT || 8080))
      this.wrong('CONSOLE_PORT', { expects: 'a port from 0 to 65535 other than PORT', example: '8084' })
    return port
  }

  /** The old name said yes or no, and whoever has it set means to be behind a proxy: to go on without one would be a surprise. */
  trustedProxies(): string[] {
    const expects = 'addresses or CIDR ranges of your own proxies, separated by commas, none of them a whole internet'
    const example = '10.0.0.0/8,2001:db8::/32'
    if (this.variables.TRUST_PROXY) {
      const problem = 'TRUST_PROXY 已由 TRUSTED_PROXIES 取代 / was replaced by TRUSTED_PROXIES'
      this.problems.push(`${problem}；应为 / expected: ${expects}；例如 / for example: ${example}`)
    }
    const ranges = (this.variables.TRUSTED_PROXIES ?? '').split(',').map((range) => range.trim())
    const given = ranges.filter((range) => range !== '')
    try {
      proxiesIn(given)
    } catch {
      this.wrong('TRUSTED_PROXIES', { expects, example })
    }
    return given
  }

  /** What goes there is no less than what goes to the outside, so it is encrypted too, or somebody says what else does it. */
  redisUrl(mayBePlain: boolean): string | null {
    const value = this.variables.REDIS_URL ?? ''
    const address = redisAddress(value)
    if (value === '' || (address && (mayBePlain || !leavesPlain(address)))) return value || null
    this.wrong('REDIS_URL', {
      expects: `redis:// on loopback, or rediss:// (?ssl-ca=FILE for an authority of your own); ${unlessPlain}`,
      example: 'rediss://:password@redis.example:6379/0',
    })
    return null
  }

  /** By this one variable Node believes every certificate, of whomever. */
  certificatesAreChecked(): void {
    const expects = 'nothing: certificates are checked; NODE_EXTRA_CA_CERTS names an authority of your own'
    if (this.variables.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return
    this.wrong('NODE_TLS_REJECT_UNAUTHORIZED', { expects, example: 'NODE_EXTRA_CA_CERTS=/etc/kaquan/ca.pem' })
  }

  clientVersion(): string {
    const version = this.variables.MIN_CLIENT_VERSION ?? ''
    if (version === '' || /^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(version)) return version
    return this.wrong('MIN_CLIENT_VERSION', {
      expects: 'three numbers with dots between, or nothing',
      example: '1.2.0',
    })
  }

  count(name: string, fallback: string): number {
    const count = Number(this.variables[name] || fallback)
    if (Number.isInteger(count) && count > 0) return count
    this.wrong(name, { expects: 'a whole number above 0', example: fallback })
    return 1
  }

  /** The first choice is the default. */
  oneOf<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.variables[name] || choices[0]
    const choice = choices.find((each) => each === value)
    if (choice) return choice
    this.wrong(name, { expects: `one of ${choices.join(', ')}`, example: choices[0] })
    return choices[0]
  }

  databaseUrl(mayBePlain: boolean): string {
    const value = this.variables.DATABASE_URL ?? ''
    const address = databaseAddress(value)
    if (/^sqlite:.+/.test(value) || (address && (mayBePlain || !leavesPlain(address)))) return value
    return this.wrong('DATABASE_URL', {
      expects: `mysql://, mariadb:// with a database name, or sqlite:FILE; off loopback with ?ssl-mode=VERIFY_IDENTITY by host name, or VERIFY_CA (&ssl-ca=FILE for an authority of your own); ${unlessPlain}`,
      example: 'mysql://kaquan:password@db.example:3306/kaquan?ssl-mode=VERIFY_IDENTITY',
    })
  }

  side(prefix: string) {
    return {
      baseUrl: this.url(`${prefix}_BASE_URL`, `https://${prefix.toLowerCase().replaceAll('_', '-')}.example/api`),
      clientId: this.text(`${prefix}_CLIENT_ID`, { example: 'kaquan' }),
      secret: this.secret(`${prefix}_SECRET`),
    }
  }

  /** A supplier is only believed to know a number again when somebody has said so: the other mistake delivers twice. */
  suppliers(): Environment['suppliers'] {
    const names = (this.variables.SUPPLIERS ?? '').split(',').filter((name) => name.trim() !== '')
    const more = names.map((name) => name.trim())
    const good = more.every((name) => /^[a-z][a-z0-9-]{0,31}$/.test(name) && name !== 'default')
    if (!good || new Set(more).size !== more.length) {
      const expects = 'different names of lower-case letters, digits and hyphens, none of them "default"'
      this.wrong('SUPPLIERS', { expects, example: 'coupons,phone-bills' })
      return new Map()
    }
    const named = more.map(
      (name) => [name, this.supplier(`SUPPLIER_${name.toUpperCase().replaceAll('-', '_')}`)] as const,
    )
    return new Map([['default', this.supplier('SUPPLIER')], ...named])
  }

  private supplier(prefix: string): SupplierSettings {
    return {
      ...this.side(prefix),
      protocol: this.oneOf(`${prefix}_PROTOCOL`, ['json', 'form']),
      signType: this.oneOf(`${prefix}_SIGN_TYPE`, ['HMAC-SHA256', 'MD5']),
      deduplicates: this.oneOf(`${prefix}_DEDUPLICATES`, ['no', 'yes']) === 'yes',
    }
  }

  secretsById(name: string): Map<string, string> {
    const pairs = (this.variables[name] ?? '').split(',').filter(Boolean)
    const secrets = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]))
    const whole = pairs.length === secrets.size && pairs.every((pair) => pair.includes(':'))
    // What begins like a public key and is none would otherwise be a secret that everybody knows.
    const isKey = (secret: string) => !/^sm2:/i.test(secret) || /^sm2:04[0-9a-f]{128}$/i.test(secret)
    const isGood = ([id, secret]: [string, string]) => id !== '' && secret.length >= 16 && isKey(secret)
    const good = whole && secrets.size > 0 && [...secrets].every(isGood)
    if (!good)
      this.wrong(name, {
        expects:
          'key-id:secret pairs, secrets of at least 16 characters, or key-id:sm2:public key in hex, uncompressed',
        example: 'k1:secret,k2:sm2:04…',
      })
    return secrets
  }

  key(name: string): Buffer {
    const key = Buffer.from(this.variables[name] ?? '', 'base64')
    if (key.length !== 32)
      this.wrong(name, { expects: '32 bytes in base64', example: 'the output of: openssl rand -base64 32' })
    return key
  }

  dataKeys(): Environment['dataKeys'] {
    const keys = new Map<number, Buffer>()
    const parts = (this.variables.DATA_KEYS ?? '').split(',').filter(Boolean)
    for (const part of parts) {
      const [version = '', key = ''] = part.split(':')
      if (!/^[1-9]\d{0,8}$/.test(version)) continue
      keys.set(Number(version), Buffer.from(key, 'base64'))
    }
    // A version that is written twice would lose one of its keys, and with it what that key has sealed.
    const good = keys.size > 0 && keys.size === parts.length && [...keys.values()].every((key) => key.length === 32)
    if (!good) {
      const example = '1:<the output of: openssl rand -base64 32>'
      this.wrong('DATA_KEYS', { expects: 'version:key pairs, each key 32 bytes in base64', example })
    }
    return { current: this.currentOf('DATA_KEY_VERSION', keys), keys }
  }

  /** The highest, unless it is said otherwise: a new key is made known to every process before any of them uses it. */
  private currentOf(name: string, keys: ReadonlyMap<number, unknown>): number {
    const highest = Math.max(0, ...keys.keys())
    if (!this.variables[name]) return highest
    const version = Number(this.variables[name])
    if (!keys.has(version)) this.wrong(name, { expects: 'a version that has a key', example: String(highest) })
    return version
  }

  /** `FINGERPRINT_KEY` is version 1 of an installation that never changed it. */
  fingerprintKeys(): FingerprintKeys {
    const keys: Map<number, { hash: 'sha256' | 'sm3'; key: Buffer }> = this.variables.FINGERPRINT_KEYS
      ? this.listedFingerprintKeys()
      : new Map([[1, { hash: 'sha256' as const, key: this.key('FINGERPRINT_KEY') }]])
    const current = this.currentOf('FINGERPRINT_KEY_VERSION', keys)
    // A bank that demands SM4 demands its hash too; the two are not mixed by oversight.
    if (this.variables.DATA_CIPHER === 'sm4' && keys.get(current)?.hash !== 'sm3') {
      const expects = 'with DATA_CIPHER=sm4, a current key for HMAC-SM3'
      this.wrong('FINGERPRINT_KEYS', { expects, example: '1:<the key so far>,2:sm3:<a new key>' })
    }
    return { current, keys }
  }

  private listedFingerprintKeys() {
    const parts = (this.variables.FINGERPRINT_KEYS ?? '').split(',').filter(Boolean)
    const keys = new Map<number, { hash: 'sha256' | 'sm3'; key: Buffer }>()
    for (const part of parts) {
      const [, version, hash = 'sha256', key = ''] = /^([1-9]\d{0,3}):(?:(sha256|sm3):)?([^:]+)$/.exec(part) ?? []
      if (version)
        keys.set(Number(version), { hash: hash === 'sm3' ? 'sm3' : 'sha256', key: Buffer.from(key, 'base64') })
    }
    const good = keys.size === parts.length && [...keys.values()].every(({ key }) => key.length === 32)
    if (!good) {
      const expects = 'version:key or version:sm3:key, each key 32 bytes in base64'
      this.wrong('FINGERPRINT_KEYS', { expects, example: '1:<the output of: openssl rand -base64 32>' })
    }
    return keys
  }

  /** The value itself is never repeated: it may be a secret. */
  private wrong(name: string, { expects, example }: { expects: string; example: string }): string {
    const state = this.variables[name] ? '的值不合要求 / has a wrong value' : '缺失 / is missing'
    this.problems.push(`${name} ${state}；应为 / expected: ${expects}；例如 / for example: ${example}`)
    return ''
  }
}

const unlessPlain = 'unencrypted elsewhere only with PLAIN_CONNECTIONS=allowed, where something else encrypts'

/** The environment of this process. */
export function processVariables(): Variables {
  return process.env
}

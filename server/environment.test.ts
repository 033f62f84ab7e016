import { type EnvironmentError, readEnvironment, type Variables } from './environment'

const key = Buffer.alloc(32, 7).toString('base64')
const good: Variables = {
  DATABASE_URL: 'sqlite:/tmp/kaquan.sqlite',
  BANK_BASE_URL: 'https://bank.example/api/',
  BANK_CLIENT_ID: 'kaquan',
  BANK_SECRET: 'a-secret-of-enough-length',
  BANK_EVENT_SECRETS: 'k1:a-secret-of-enough-length,k2:another-secret-long-enough',
  WECHAT_BASE_URL: 'https://wechat.example',
  WECHAT_APP_ID: 'wx0',
  WECHAT_APP_SECRET: 'a-secret-of-enough-length',
  SUPPLIER_BASE_URL: 'https://supplier.example',
  SUPPLIER_CLIENT_ID: 'kaquan',
  SUPPLIER_SECRET: 'a-secret-of-enough-length',
  DATA_KEYS: `1:${key},3:${key}`,
  FINGERPRINT_KEY: key,
}

function problemsOf(variables: Variables): readonly string[] {
  try {
    readEnvironment(variables)
    return []
  } catch (error) {
    return (error as EnvironmentError).problems
  }
}

test('a whole environment is read, with its defaults', () => {
  expect(readEnvironment(good)).toMatchObject({
    port: 8080,
    role: 'both',
    trustedProxies: [],
    redisUrl: null,
    minClientVersion: '',
    bank: { baseUrl: 'https://bank.example/api' },
    dataKeys: { current: 3 },
  })
})

test('every problem is told at once, with the variable, what it expects and an example', () => {
  const problems = problemsOf({})
  expect(problems.length).toBeGreaterThan(8)
  for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ .*expected: .+for example: .+/)
})

test('the oldest mini-program is a version or nothing', () => {
  expect(readEnvironment({ ...good, MIN_CLIENT_VERSION: '1.2.0' }).minClientVersion).toBe('1.2.0')
  expect(problemsOf({ ...good, MIN_CLIENT_VERSION: 'latest' })).toEqual([expect.stringContaining('MIN_CLIENT_VERSION')])
})

test.each([
  ['', []],
  ['10.0.0.0/8, 2001:db8::/32,127.0.0.1', ['10.0.0.0/8', '2001:db8::/32', '127.0.0.1']],
])('proxies "%s" are read', (TRUSTED_PROXIES, trustedProxies) => {
  expect(readEnvironment({ ...good, TRUSTED_PROXIES }).trustedProxies).toEqual(trustedProxies)
})

test.each([
  'yes',
  '10.0.0.0/33',
  '10.0.0.0/',
  '0.0.0.0/0',
  '::/0',
  '10.0.0/8',
  '::1/129',
  '10.0.0.0/8/8',
  'proxy.example',
])('proxies "%s" are refused', (TRUSTED_PROXIES) => {
  expect(problemsOf({ ...good, TRUSTED_PROXIES })).toEqual([expect.stringContaining('TRUSTED_PROXIES')])
})

test.each(['yes', 'no'])('the old TRUST_PROXY=%s names the new variable', (TRUST_PROXY) => {
  expect(problemsOf({ ...good, TRUST_PROXY })).toEqual([
    expect.stringMatching(/^TRUST_PROXY .*replaced by TRUSTED_PROXIES.*for example/),
  ])
})

test('Redis is named by a URL or not at all', () => {
  expect(readEnvironment({ ...good, REDIS_URL: '' }).redisUrl).toBeNull()
  expect(readEnvironment({ ...good, REDIS_URL: 'rediss://h:1/2' }).redisUrl).toBe('rediss://h:1/2')
  expect(readEnvironment({ ...good, REDIS_URL: 'redis://127.0.0.1:1/2' }).redisUrl).toBe('redis://127.0.0.1:1/2')
  expect(problemsOf({ ...good, REDIS_URL: 'localhost:6379' })).toEqual([expect.stringContaining('REDIS_URL')])
})

test('operators are served where it is said, and nowhere while it is not', () => {
  expect(readEnvironment(good).consolePort).toBeNull()
  expect(readEnvironment({ ...good, CONSOLE_PORT: '' }).consolePort).toBeNull()
  expect(readEnvironment({ ...good, CONSOLE_PORT: '8084' }).consolePort).toBe(8084)
})

test.each([
  ['the public port', { PORT: '9000', CONSOLE_PORT: '9000' }],
  ['the public port by default', { CONSOLE_PORT: '8080' }],
  ['the public port in another spelling', { PORT: '9000', CONSOLE_PORT: '09000' }],
])('operators are not served on %s', (_, ports) => {
  expect(problemsOf({ ...good, ...ports })).toEqual([expect.stringContaining('CONSOLE_PORT')])
})

test.each([
  ['PORT', '70000'],
  ['CONSOLE_PORT', 'eighty'],
  ['PORT', 'eighty'],
  ['ROLE', 'wbe'],
  ['DATABASE_URL', 'postgres://localhost/kaquan'],
  ['DATABASE_URL', 'mysql://localhost'],
  ['BANK_BASE_URL', 'bank.example'],
  ['BANK_SECRET', 'short'],
  ['BANK_EVENT_SECRETS', 'no-colon'],
  ['BANK_EVENT_SECRETS', 'a-secret-of-enough-length-without-its-id'],
  ['BANK_EVENT_SECRETS', 'k1:a-secret-of-enough-length,k1:another-secret-long-enough'],
  ['BANK_EVENT_SECRETS', `k1:sm2:04${'a'.repeat(126)}`],
  ['BANK_EVENT_SECRETS', `k1:sm2:03${'a'.repeat(64)}`],
  ['DATA_KEYS', `-1:${key}`],
  ['DATA_KEYS', `:${key}`],
  ['DATA_KEYS', `1:${key},1:${Buffer.alloc(32, 8).toString('base64')}`],
  ['DATA_KEYS', '1:c2hvcnQ='],
  ['DATA_KEYS', `one:${key}`],
  ['FINGERPRINT_KEY', 'c2hvcnQ='],
  ['DATABASE_POOL', '0'],
  ['DATA_CIPHER', 'des'],
  ['DATA_KEY_VERSION', '2'],
  ['FINGERPRINT_KEYS', '1:c2hvcnQ='],
  ['FINGERPRINT_KEYS', `1:md5:${key}`],
  ['FINGERPRINT_KEYS', `1:${key},1:sm3:${key}`],
  ['FINGERPRINT_KEY_VERSION', '2'],
])('%s=%s is refused by name', (name, value) => {
  expect(problemsOf({ ...good, [name]: value })).toEqual([expect.stringContaining(name)])
})

const sides = ['BANK_BASE_URL', 'WECHAT_BASE_URL', 'SUPPLIER_BASE_URL', 'SUPPLIER_COUPONS_BASE_URL'] as const
const withCoupons = {
  ...good,
  SUPPLIERS: 'coupons',
  SUPPLIER_COUPONS_BASE_URL: 'https://other.example',
  SUPPLIER_COUPONS_CLIENT_ID: 'kaquan',
  SUPPLIER_COUPONS_SECRET: 'a-secret-of-enough-length',
}

describe.each(sides)('%s', (name) => {
  test.each([
    'http://bank.example/api',
    'http://10.0.0.7:8080',
    'http://0.0.0.0:8080',
    'http://127.0.0.1@bank.example',
    'http://127.0.0.1.bank.example',
    'http://localhost.bank.example',
    'http://[2001:db8::1]',
    'ftp://127.0.0.1',
  ])('may not be %s', (url) => {
    expect(problemsOf({ ...withCoupons, [name]: url })).toEqual([expect.stringMatching(`${name} .*https:`)])
  })

  test.each(['https://bank.example/api', 'http://127.0.0.1:8081', 'http://localhost:8081/api', 'http://[::1]:8081'])(
    'may be %s',
    (url) => {
      expect(problemsOf({ ...withCoupons, [name]: url })).toEqual([])
    },
  )
})

describe('a connection behind the server', () => {
  const secret = 'of-a-test'
  const database = (rest: string) => ({ DATABASE_URL: `mysql://kaquan:${secret}@${rest}` })
  const redis = (url: string) => ({ REDIS_URL: url })

  test.each([
    ['sqlite:/data/kaquan.sqlite', { DATABASE_URL: 'sqlite:/data/kaquan.sqlite' }],
    ['a database on loopback', database('127.0.0.1:3306/kaquan')],
    ['a database on loopback by name', database('localhost/kaquan')],
    ['a database on loopback by IPv6', database('[::1]:3306/kaquan')],
    ['a checked database', database('db.example/kaquan?ssl-mode=VERIFY_IDENTITY')],
    ['a checked database of an authority of our own', database('db.example/kaquan?ssl-mode=VERIFY_CA&ssl-ca=/ca.pem')],
    ['a database by its number, of a known authority', database('10.0.0.7/kaquan?ssl-mode=VERIFY_CA')],
    ['a Redis on loopback', redis(`redis://:${secret}@127.0.0.1:6379/0`)],
    ['a checked Redis', redis(`rediss://:${secret}@redis.example:6379/0`)],
    ['a checked Redis of an authority of our own', redis('rediss://redis.example:6379?ssl-ca=/ca.pem')],
  ])('may be %s', (_, changes) => {
    expect(problemsOf({ ...good, ...changes })).toEqual([])
  })

  test.each([
    ['a database elsewhere', database('db.example/kaquan')],
    ['a database in the own network', database('10.0.0.7:3306/kaquan')],
    ['a database whose name only looks like loopback', database('127.0.0.1.db.example/kaquan')],
    ['a Redis elsewhere', redis('redis://redis.example:6379')],
  ])('may be %s only where something else encrypts', (_, changes) => {
    const [name = ''] = Object.keys(changes)
    const told = new RegExp(`^${name} .*unencrypted elsewhere only with PLAIN_CONNECTIONS=allowed`)
    expect(problemsOf({ ...good, ...changes })).toEqual([expect.stringMatching(told)])
    expect(problemsOf({ ...good, ...changes, PLAIN_CONNECTIONS: 'allowed' })).toEqual([])
    expect(problemsOf({ ...good, ...changes, PLAIN_CONNECTIONS: 'yes' })[0]).toMatch(/^PLAIN_CONNECTIONS /)
  })

  test.each([
    ['encrypted for whoever answers', database('db.example/kaquan?ssl-mode=REQUIRED')],
    ['encrypted when it happens', database('db.example/kaquan?ssl-mode=PREFERRED')],
    ["encrypted in mysql2's words", database('db.example/kaquan?ssl={"rejectUnauthorized":false}')],
    ['said twice', database('db.example/kaquan?ssl-mode=VERIFY_CA&ssl-mode=VERIFY_IDENTITY')],
    ['checked for a name, by a number', database('10.0.0.7/kaquan?ssl-mode=VERIFY_IDENTITY')],
    ['given an authority for nothing', database('127.0.0.1/kaquan?ssl-ca=/ca.pem')],
    ['given an empty authority', database('db.example/kaquan?ssl-mode=VERIFY_CA&ssl-ca=')],
    ['a Redis with more to say', redis('rediss://redis.example?tls=RedisCloudFixed')],
    ['a Redis with an authority for nothing', redis('redis://127.0.0.1?ssl-ca=/ca.pem')],
  ])('may not be %s, whatever else encrypts', (_, changes) => {
    const [name = ''] = Object.keys(changes)
    const problems = problemsOf({ ...good, ...changes, PLAIN_CONNECTIONS: 'allowed' })
    expect(problems).toEqual([expect.stringMatching(`^${name} `)])
    expect(problems.join()).not.toContain(secret)
  })

  test('checks certificates, whatever the process was told', () => {
    const [problem] = problemsOf({ ...good, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect(problem).toMatch(/^NODE_TLS_REJECT_UNAUTHORIZED .*NODE_EXTRA_CA_CERTS/)
  })
})

describe('keys', () => {
  test('of the highest version are current, unless it is said otherwise', () => {
    const all = { ...good, FINGERPRINT_KEYS: `1:${key},2:sm3:${key}` }
    const { dataCipher, dataKeys, fingerprintKeys } = readEnvironment(all)
    expect({ dataCipher, ...dataKeys }).toMatchObject({ dataCipher: 'aes-256-gcm', current: 3 })
    expect(fingerprintKeys.current).toBe(2)
    expect([...fingerprintKeys.keys.values()].map(({ hash }) => hash)).toEqual(['sha256', 'sm3'])
    const held = readEnvironment({ ...all, DATA_KEY_VERSION: '1', FINGERPRINT_KEY_VERSION: '1' })
    expect([held.dataKeys.current, held.fingerprintKeys.current]).toEqual([1, 1])
  })

  test('of an installation that never changed its fingerprints are one, of version 1', () => {
    const { current, keys } = readEnvironment(good).fingerprintKeys
    expect({ current, versions: [...keys.keys()], hash: keys.get(1)?.hash }).toEqual({
      current: 1,
      versions: [1],
      hash: 'sha256',
    })
  })

  test('of SM4 come with HMAC-SM3', () => {
    expect(problemsOf({ ...good, DATA_CIPHER: 'sm4' })).toEqual([expect.stringContaining('FINGERPRINT_KEYS')])
    expect(readEnvironment({ ...good, DATA_CIPHER: 'sm4', FINGERPRINT_KEYS: `1:sm3:${key}` }).dataCipher).toBe('sm4')
  })
})

describe('suppliers', () => {
  const side = (name: string) => ({
    [`SUPPLIER_${name}_BASE_URL`]: 'https://other.example/',
    [`SUPPLIER_${name}_CLIENT_ID`]: 'kaquan',
    [`SUPPLIER_${name}_SECRET`]: 'a-secret-of-enough-length',
  })

  test('are one by the name of default, which is not trusted to know a number again', () => {
    const { suppliers } = readEnvironment(good)
    expect([...suppliers.keys()]).toEqual(['default'])
    expect(suppliers.get('default')).toMatchObject({ protocol: 'json', deduplicates: false })
  })

  test('may be more, each with its own protocol', () => {
    const form = { SUPPLIER_PHONE_BILLS_PROTOCOL: 'form', SUPPLIER_PHONE_BILLS_SIGN_TYPE: 'MD5' }
    const more = { ...side('COUPONS'), ...side('PHONE_BILLS'), ...form, SUPPLIER_COUPONS_DEDUPLICATES: 'yes' }
    const { suppliers } = readEnvironment({ ...good, ...more, SUPPLIERS: 'coupons, phone-bills' })
    expect([...suppliers.keys()]).toEqual(['default', 'coupons', 'phone-bills'])
    expect(suppliers.get('coupons')).toMatchObject({ protocol: 'json', deduplicates: true })
    const phoneBills = { protocol: 'form', signType: 'MD5', deduplicates: false, baseUrl: 'https://other.example' }
    expect(suppliers.get('phone-bills')).toMatchObject(phoneBills)
  })

  test('are asked for whole, all at once', () => {
    const missing = problemsOf({ ...good, SUPPLIERS: 'coupons', SUPPLIER_COUPONS_PROTOCOL: 'xml' })
    const names = ['BASE_URL', 'CLIENT_ID', 'SECRET', 'PROTOCOL'].map((name) => `SUPPLIER_COUPONS_${name}`)
    expect(missing).toEqual(names.map((name) => expect.stringContaining(name)))
  })

  test.each(['default', 'a,a', 'A', 'a_b', '-a'])('may not be called %s', (names) => {
    expect(problemsOf({ ...good, SUPPLIERS: names })).toEqual([expect.stringContaining('SUPPLIERS')])
  })
})

test('a wrong value is never repeated, since it may be a secret', () => {
  const problems = problemsOf({ ...good, BANK_SECRET: 'hunter2', FINGERPRINT_KEY: 'hunter2' })
  expect(problems.join()).not.toContain('hunter2')
})

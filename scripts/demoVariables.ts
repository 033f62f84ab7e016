import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processVariables, type Variables } from '../server/environment'

/** Where the embedded database and the secrets of this machine's demo live; never committed. */
export const demoFolder = path.resolve(__dirname, '..', '.kaquan')
const secretsFile = path.join(demoFolder, 'secrets.json')

/**
 * The environment, completed for a newcomer: the embedded database, simulators beside the port, and secrets made on this
 * machine once. What the environment says itself always wins; an outsider with a real base URL gets no invented secret.
 */
export function demoVariables(given: Variables = processVariables()): Variables {
  const secrets = demoSecrets()
  const port = Number(given.PORT || 8080)
  const completed: Record<string, string | undefined> = {
    PORT: String(port),
    CONSOLE_PORT: String(port + 4),
    DATABASE_URL: `sqlite:${path.join(demoFolder, 'kaquan.sqlite')}`,
    DATA_KEYS: secrets.dataKeys,
    FINGERPRINT_KEY: secrets.fingerprintKey,
    JUMP_LIST_KEY: createHash('sha256').update(`jump list ${secrets.fingerprintKey}`).digest('base64'),
    LOG_LEVEL: 'warn',
    WECHAT_TEMPLATE_REDEEMED: 'redeemed',
    WECHAT_TEMPLATE_REDEMPTION_FAILED: 'redemption-failed',
    WECHAT_TEMPLATE_TIER_UPGRADED: 'tier-upgraded',
    WECHAT_TEMPLATE_TIER_ENDING: 'tier-ending',
    WECHAT_TEMPLATE_POINTS_EXPIRING: 'points-expiring',
    WECHAT_TEMPLATE_LOCK_CHANGED: 'lock-changed',
    WECHAT_TEMPLATE_CARD_CHANGED: 'card-changed',
    WECHAT_TEMPLATE_DIGEST: 'digest',
  }
  if (!given.BANK_BASE_URL) {
    completed.BANK_BASE_URL = `http://127.0.0.1:${port + 1}`
    completed.BANK_CLIENT_ID = 'kaquan'
    completed.BANK_SECRET = secrets.bank
    completed.BANK_EVENT_SECRETS = `demo:${secrets.bankEvents}`
  }
  if (!given.WECHAT_BASE_URL) {
    completed.WECHAT_BASE_URL = `http://127.0.0.1:${port + 2}`
    completed.WECHAT_APP_ID = 'wx0000000000000000'
    completed.WECHAT_APP_SECRET = secrets.wechat
  }
  if (!given.SUPPLIER_BASE_URL) {
    completed.SUPPLIER_BASE_URL = `http://127.0.0.1:${port + 3}`
    completed.SUPPLIER_CLIENT_ID = 'kaquan'
    completed.SUPPLIER_SECRET = secrets.supplier
    completed.SUPPLIER_DEDUPLICATES = 'yes'
    if (!given.SUPPLIERS) {
      completed.SUPPLIERS = 'topup'
      Object.assign(completed, formSupplier('SUPPLIER_TOPUP', { port: port + 3, secret: secrets.supplier }))
    }
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== '')
  return { ...completed, ...Object.fromEntries(set) }
}

/** The same simulator once more, over its other protocol and without a promise to know an order number again. */
function formSupplier(prefix: string, { port, secret }: { port: number; secret: string }) {
  const settings = { BASE_URL: `http://127.0.0.1:${port}`, CLIENT_ID: 'kaquan', SECRET: secret, PROTOCOL: 'form' }
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${prefix}_${name}`, value]))
}

/** The simulators that have to be played here, because the environment names no real side. */
export function simulatorsWanted(given: Variables = processVariables()) {
  return { bank: !given.BANK_BASE_URL, wechat: !given.WECHAT_BASE_URL, supplier: !given.SUPPLIER_BASE_URL }
}

interface DemoSecrets {
  bank: string
  bankEvents: string
  wechat: string
  supplier: string
  dataKeys: string
  fingerprintKey: string
}

function demoSecrets(): DemoSecrets {
  if (existsSync(secretsFile)) return JSON.parse(readFileSync(secretsFile, 'utf8')) as DemoSecrets
  const secret = () => randomBytes(24).toString('hex')
  const key = () => randomBytes(32).toString('base64')
  const made = { bank: secret(), bankEvents: secret(), wechat: secret(), supplier: secret() }
  const secrets = { ...made, dataKeys: `1:${key()}`, fingerprintKey: key() }
  mkdirSync(demoFolder, { recursive: true })
  writeFileSync(secretsFile, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  chmodSync(secretsFile, 0o600)
  return secrets
}

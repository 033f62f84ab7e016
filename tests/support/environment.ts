import { randomBytes } from 'node:crypto'
import { type Environment, readEnvironment } from '../../server/environment'
import { testProgramme } from './programme'

/** Port 9 is the discard port, on which nothing listens. */
const nobody = 'http://127.0.0.1:9'

/** A whole environment for a server under test: a free port, secrets of its own, and nobody outside. */
export function testEnvironment(changes: Record<string, string> = {}): Environment {
  const key = () => randomBytes(32).toString('base64')
  const secret = () => randomBytes(16).toString('hex')
  return readEnvironment({
    PORT: '0',
    EVEN_ANSWER_MS: '1',
    ROLE: 'web',
    DATABASE_URL: 'sqlite:the-database-is-passed-in',
    DEFAULT_PROGRAMME_ID: testProgramme.id,
    BANK_BASE_URL: nobody,
    BANK_CLIENT_ID: 'kaquan',
    BANK_SECRET: secret(),
    BANK_EVENT_SECRETS: `k1:${secret()}`,
    WECHAT_BASE_URL: nobody,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: secret(),
    SUPPLIER_BASE_URL: nobody,
    SUPPLIER_CLIENT_ID: 'kaquan',
    SUPPLIER_SECRET: secret(),
    DATA_KEYS: `1:${key()}`,
    FINGERPRINT_KEY: key(),
    ...changes,
  })
}

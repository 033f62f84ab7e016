import type { Database } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { WechatPort } from '../../ports/wechat'

export interface IdentityDeps {
  database: Database
  wechat: WechatPort
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
  /** For logins that name none. */
  defaultProgrammeId: string
  /** Told of each login, and waited for by nobody. */
  loggedIn?: (device: { cardholderId: string; sessionId: string }, address: string) => void
}

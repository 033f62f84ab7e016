import type { NewsTemplate } from '../../../shared/contract/notifications'
import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { WechatPort } from '../../ports/wechat'

export interface NotificationDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  wechat: WechatPort
  /**
   * Ids of the subscribe templates chosen in WeChat's console, empty where the programme has none; `letters.ts` says which
   * keywords each needs.
   */
  templates: Readonly<Record<NewsTemplate, string>>
}

import type { Database } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { NoteAtVerifier } from '../../http/verifierDays'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { WechatPort } from '../../ports/wechat'

export interface RiskDeps {
  database: Database
  bank: BankPort
  wechat: WechatPort
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
  noteAtVerifier: NoteAtVerifier
}

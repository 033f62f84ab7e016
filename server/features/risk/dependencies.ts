import type { RegionKind } from '../../../shared/contract/riskRules'
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
  /** Where an address is, seen from the programme's home regions; nothing is counted by it. */
  regionKindFrom: (programmeId: string, address: string) => Promise<RegionKind>
}

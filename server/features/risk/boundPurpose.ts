import type { StepUpPurpose } from '../../../shared/contract/security'
import type { Vault } from '../../ports/vault'
import type { BoundPurpose } from './lock.rules'

/** What is kept of what a step-up was asked for: nothing that names somebody. */
export function boundPurpose(vault: Vault, purpose: StepUpPurpose): BoundPurpose {
  if (purpose.for !== 'redemption') return purpose
  const { account, ...rest } = purpose
  return { ...rest, accountPrint: account === undefined ? null : vault.fingerprint('account', account) }
}

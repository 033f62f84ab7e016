import type { OwnSection } from '../../../shared/contract/privacy'
import type { EraseOwn, ReadOwn } from '../../db/ownData'
import type { IdentityDeps } from '../identity'

export interface PrivacyDeps extends IdentityDeps {
  /** Our mini-program's own id at WeChat. */
  appId: string
  serverVersion: string
  /** What features that stand beside this one keep of a cardholder. */
  others: readonly OwnKeeper[]
}

/** A feature that keeps something of a cardholder which is theirs to see and to have erased. */
export interface OwnKeeper {
  sections: Partial<Record<OwnSection, ReadOwn>>
  erase: EraseOwn
}

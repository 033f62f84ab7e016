import type { EraseOwn, ReadOwn } from '../../db/ownData'
import type { IdentityDeps } from '../identity'

export interface PrivacyDeps extends IdentityDeps {
  /** Our mini-program's own id at WeChat. */
  appId: string
  serverVersion: string
  /** What is kept of a cardholder where nobody calls: passed in. */
  notices: OwnKeeper
}

/** A feature that keeps something of a cardholder which is theirs to see and to have erased. */
export interface OwnKeeper {
  sections: Record<'notices' | 'newsSettings' | 'subscriptions', ReadOwn>
  erase: EraseOwn
}

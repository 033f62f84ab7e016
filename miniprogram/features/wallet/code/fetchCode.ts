import type { Redemption } from '../../../../shared/contract/redemption'
import { Refusal, Unanswered } from '../../../wechat/refusal'
import type { SealedStorage } from '../../../wechat/sealedStorage'

/** A code that its owner chose to have without a network. */
export interface KeptCode {
  code: string
  validUntil: string
}

export interface Fetched extends KeptCode {
  /** It came from the phone: there was no answer. */
  offline: boolean
}

interface CodeTools {
  /** Undefined where nothing can be kept encrypted. */
  sealed: SealedStorage | undefined
  reveal: (redemptionId: string) => Promise<KeptCode>
  now: () => Date
}

/** The login's own things begin like this, and go when somebody logs out. */
const nameOf = (redemptionId: string) => `kept:code:${redemptionId}`

/**
 * The whole code: from the server, which notes that it was shown, or without an answer the one that was kept for that.
 * @throws Refusal, which also ends what was kept; Unanswered where nothing was
 */
export async function fetchCode(tools: CodeTools, redemptionId: string): Promise<Fetched> {
  try {
    return { ...(await tools.reveal(redemptionId)), offline: false }
  } catch (error) {
    if (error instanceof Refusal && isFinal(error)) await forgetCode(tools.sealed, redemptionId)
    if (!(error instanceof Unanswered)) throw error
    const kept = await tools.sealed?.read<KeptCode>(nameOf(redemptionId))
    if (!kept) throw error
    if (Date.parse(kept.validUntil) < tools.now().getTime()) {
      await forgetCode(tools.sealed, redemptionId)
      throw error
    }
    return { ...kept, offline: true }
  }
}

/** A refusal that says something about the code, and not about this moment or this login. */
function isFinal({ code }: Refusal): boolean {
  return code === 'code_expired' || code === 'not_found'
}

export async function keepCode(sealed: SealedStorage, { id }: Pick<Redemption, 'id'>, code: KeptCode): Promise<void> {
  const { code: text, validUntil } = code
  await sealed.write(nameOf(id), { code: text, validUntil } satisfies KeptCode)
}

export async function forgetCode(sealed: SealedStorage | undefined, redemptionId: string): Promise<void> {
  await sealed?.forget(nameOf(redemptionId))
}

export async function isKept(sealed: SealedStorage, redemptionId: string): Promise<boolean> {
  return (await sealed.read(nameOf(redemptionId))) !== undefined
}

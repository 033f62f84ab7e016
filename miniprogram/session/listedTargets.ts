import type { ReplyOf } from '../../shared/contract/endpoint'
import type { homeContract } from '../../shared/contract/home'

type Jumps = ReplyOf<(typeof homeContract)['jumps']>
export type JumpTarget = Jumps['targets'][number]

/**
 * Where we may jump to: where the list is signed, just what stands in the text that was signed. A package that knows keys takes
 * no list without a signature, nor one that names another key. The signature itself is checked on the page of our official
 * identity, whose part of the package has room for it.
 */
export function listedTargets({ targets, signed }: Jumps, keys: readonly string[]): JumpTarget[] {
  if (keys.length > 0 && (!signed || !keys.includes(signed.publicKey))) return []
  if (!signed) return targets
  try {
    return (JSON.parse(signed.text) as { targets: JumpTarget[] }).targets
  } catch {
    return []
  }
}

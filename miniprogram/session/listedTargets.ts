import type { ReplyOf } from '../../shared/contract/endpoint'
import type { homeContract } from '../../shared/contract/home'

type Jumps = ReplyOf<(typeof homeContract)['jumps']>
export type JumpTarget = Jumps['targets'][number]

/** Where we may jump to: where the list is signed, just what stands in the text that was signed. */
export function listedTargets({ targets, signed }: Jumps): JumpTarget[] {
  if (!signed) return targets
  try {
    return (JSON.parse(signed.text) as { targets: JumpTarget[] }).targets
  } catch {
    return []
  }
}

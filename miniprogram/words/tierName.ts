import type { TierId } from '../../shared/contract/tiers'
import { tierWords } from '../../shared/words/tiers'
import { say } from './words'

export function tierName(tier: TierId): string {
  return say(tierWords[tier])
}

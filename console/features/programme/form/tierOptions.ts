import { tierId } from '../../../../shared/contract/tiers'
import { tierWords } from '../../../../shared/words/tiers'
import { say } from '../../../words/words'

export function tierOptions(): { value: string; label: string }[] {
  return tierId.options.map((value) => ({ value, label: say(tierWords[value]) }))
}

import type { Change } from '../../../shared/contract/requests'
import { type RiskRuleSet, riskRule } from '../../../shared/contract/riskRules'
import { differenceOf } from '../programmes'

/** A rule set; of a draft also whether it runs in shadow mode. */
type Compared = RiskRuleSet & { inShadow?: string }

/** What a rule set says otherwise than the one before it. Each rule is one value, so that it is read as one sentence. */
export function ruleSetChanges({ before, after }: { before: Compared | undefined; after: Compared }): Change[] {
  return differenceOf('risk', { before: before ? comparable(before) : {}, after: comparable(after) })
}

function comparable({ rules, homeRegions, ...rest }: Compared): object {
  return {
    ...rest,
    homeRegions: homeRegions.map(({ province, city }) => (city ? `${province} ${city}` : province)),
    // Parsed, so that the same rule is the same text whatever the order in which its parts were written.
    rules: Object.fromEntries(rules.map((rule) => [rule.id, JSON.stringify(riskRule.parse(rule))])),
  }
}

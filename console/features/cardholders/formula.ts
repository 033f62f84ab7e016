import type { LedgerRow } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import { yuanText } from '../../ui/Figures'
import { say, words } from '../../words/words'

type Arithmetic = NonNullable<LedgerRow['arithmetic']>

interface Texts {
  times: (rate: string) => string
  first: (points: string) => string
  refunded: (yuan: string) => string
  limited: string
  rule: (version: string) => string
}

const texts = words<Texts>({
  zh: {
    times: (rate) => `${rate} 积分/元`,
    first: (points) => `首笔奖励 ${points}`,
    refunded: (yuan) => `其中已退 ${yuan}`,
    limited: '受上限或门槛限制',
    rule: (version) => `规则 ${version}`,
  },
  en: {
    times: (rate) => `${rate} points/yuan`,
    first: (points) => `first purchase ${points}`,
    refunded: (yuan) => `${yuan} of it refunded`,
    limited: 'cut by a limit',
    rule: (version) => `rule ${version}`,
  },
})

/** How the points of a purchase were worked out, in one line. */
export function formulaOf(arithmetic: Arithmetic): string {
  const said = say(texts)
  const { amountFen, refundedFen, rateBasisPoints, bonuses, tier, tierMultiplier } = arithmetic
  const rate = rateBasisPoints + bonuses.reduce((sum, { extraBasisPoints }) => sum + extraBasisPoints, 0)
  const product = [
    yuanText(amountFen),
    said.times(String(rate / 100)),
    tierMultiplier === 10_000 ? '' : `${say(tierWords[tier])} ×${tierMultiplier / 10_000}`,
  ]
  return [
    `${product.filter(Boolean).join(' × ')} = ${formatPoints(arithmetic.points)}`,
    arithmetic.firstPurchasePoints > 0 ? said.first(formatPoints(arithmetic.firstPurchasePoints)) : '',
    refundedFen > 0 ? said.refunded(yuanText(refundedFen)) : '',
    arithmetic.limitedBy
      ? `${said.limited}（${formatPoints(arithmetic.uncapped)} → ${formatPoints(arithmetic.points)}）`
      : '',
    said.rule(arithmetic.ruleVersion),
  ]
    .filter(Boolean)
    .join('；')
}

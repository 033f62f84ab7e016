import type { TimelineItem } from '../../../shared/contract/support'
import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import { yuanText } from '../../ui/Figures'
import { say } from '../../words/words'
import { cardholderTexts } from './words'

/** One thing of the timeline in one line. */
export function sentenceOf(item: TimelineItem): string {
  const texts = cardholderTexts()
  switch (item.kind) {
    case 'spend': {
      const { type, merchant, category, amountFen, cardLast4 } = item.spend
      return [texts.spends[type], yuanText(amountFen), merchant, say(category), texts.ending(cardLast4)].join(' · ')
    }
    case 'points':
      return [texts.entries[item.entry.kind], item.entry.effectiveOn, item.entry.reference].join(' · ')
    case 'tier': {
      const { kind, from, to, growth, threshold } = item.step
      const steps = `${say(tierWords[from])} → ${say(tierWords[to])}`
      return `${texts.steps[kind]} · ${steps} · ${texts.growth} ${formatPoints(growth)} / ${formatPoints(threshold)}`
    }
    case 'redemption': {
      const { title, state, accountMasked, codeMasked } = item.redemption
      return [title, texts.states[state], accountMasked ?? codeMasked].filter(Boolean).join(' · ')
    }
    case 'redelivery': {
      const { title, before, after } = item.redelivery
      return `${title} · ${before} → ${after}`
    }
    case 'notice': {
      const { title, outcome } = item.notice
      return `${say(title)} · ${outcome === null ? texts.notSent : texts.outcomes[outcome]}`
    }
  }
}

/** By how many points it changed what the cardholder owns; null where it did not. */
export function changeOf(item: TimelineItem): number | null {
  return item.kind === 'points' ? item.entry.amount : null
}

export function keyOf(item: TimelineItem): string {
  switch (item.kind) {
    case 'spend':
      return `spend ${item.spend.transactionId}`
    case 'points':
      return item.entry.transactionId
    case 'tier':
      return item.step.id
    case 'redemption':
      return item.redemption.id
    case 'redelivery':
      return item.redelivery.id
    case 'notice':
      return item.notice.id
  }
}

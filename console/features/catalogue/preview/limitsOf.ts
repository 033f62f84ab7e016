import { phoneTexts } from './phoneWords'
import type { ShownBenefit } from './shownBenefit'

/** "每天 1 次", "共 5 次": the shortest span first; a span that allows as many as there are at all says nothing. */
export function limitsOf({ limits, limitPerPerson }: Pick<ShownBenefit, 'limits' | 'limitPerPerson'>): string[] {
  const texts = phoneTexts()
  const spans = ['day', 'week', 'month'] as const
  const told = spans.flatMap((span) => {
    const count = limits[span]
    return count === null || count >= limitPerPerson ? [] : [texts[span](count)]
  })
  const campaign = limits.campaign === null ? [] : [texts.campaign(limits.campaign)]
  return [...told, texts.ever(limitPerPerson), ...campaign]
}

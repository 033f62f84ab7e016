import type { EvaluationBasis, TierOutcome } from '../../../shared/contract/tiers'
import { say, words } from '../../words/words'

type Occasion = EvaluationBasis['occasion']
type Kind = NonNullable<TierOutcome['kind']>

const texts = words({
  zh: {
    title: '等级记录',
    intro: '每次升级、续期或降级都按当天的成长值评定，依据一直保存。点开可以看算法。',
    kinds: { upgrade: '升级', renewal: '续期', downgrade: '降级' } satisfies Record<Kind, string>,
    step: (kind: Kind, from: string, to: string) => (kind === 'renewal' ? `续期 ${to}` : `${from} → ${to}`),
    growthOf: (growth: string, threshold: string) => `成长值 ${growth}，门槛 ${threshold}`,
    current: '当前等级由此而来',
    overtaken: '已更正',
    emptyTitle: '还没有等级记录',
    emptyText: '成长值达到门槛就升级，第一次升级会出现在这里。',
    emptyAction: '看看怎么升级',
    why: '为什么是这个等级',
    conclusion: '结论',
    occasions: {
      spend: (tier: string) => `消费让成长值达到${tier}的门槛，当天升级。`,
      spend_in_grace: (tier: string) => `宽限期内的消费让成长值重新达到门槛，保住${tier}。`,
      term_end: (tier: string) => `有效期到，成长值达到门槛，续为${tier}。`,
      grace_end: (tier: string) => `宽限期满，成长值仍不够，降一级为${tier}。`,
      points: (tier: string) => `用积分提前升到${tier}，成长值不变。`,
    } satisfies Record<Occasion, (tier: string) => string>,
    plain: (kind: Kind, tier: string) =>
      `${{ upgrade: '升级为', renewal: '续期', downgrade: '降级为' }[kind]}${tier}。`,
    inputs: '依据',
    reachedOn: '生效日',
    window: '统计时段',
    windowDays: (from: string, to: string) => `${from}\u200b至\u200b${to}`,
    months: '各月成长值',
    noGrowth: '这段时间没有成长值',
    sum: '合计',
    threshold: (tier: string) => `${tier}门槛`,
    enough: (growth: string, threshold: string) => `${growth} ≥ ${threshold}，达到`,
    short: (growth: string, threshold: string) => `${growth} < ${threshold}，未达到`,
    paid: (growth: string, threshold: string) => `${growth} < ${threshold}，由积分升级`,
    termEndsOn: '新的有效期至',
    noTerm: '长期有效',
    again: '按今天的记录重算',
    same: '结果相同：数据和规则都没有变。',
    differs: (growth: string) =>
      `之后到账的消费或退款改变了这段时间的记录，按今天算成长值是 ${growth}。等级已随之更正，当时的记录仍保留。`,
    notKept: '早期的评定没有保存完整依据，按今天的记录展示。',
    version: '记录编号',
  },
  en: {
    title: 'Tier history',
    intro:
      'Every upgrade, renewal and downgrade rests on the growth of its day, and what it rests on is kept. Open one to see how it was worked out.',
    kinds: { upgrade: 'Upgrade', renewal: 'Renewal', downgrade: 'Downgrade' },
    step: (kind, from, to) => (kind === 'renewal' ? `${to} renewed` : `${from} → ${to}`),
    growthOf: (growth, threshold) => `Growth ${growth}, needed ${threshold}`,
    current: 'Your tier comes from this',
    overtaken: 'Corrected',
    emptyTitle: 'No tier history yet',
    emptyText: 'You rise as soon as your growth suffices; the first upgrade will stand here.',
    emptyAction: 'See how to rise',
    why: 'Why this tier',
    conclusion: 'What it came to',
    occasions: {
      spend: (tier) => `Spending brought your growth to what ${tier} asks for; you rose on that day.`,
      spend_in_grace: (tier) => `Spending within grace brought your growth back to what ${tier} asks for; you kept it.`,
      term_end: (tier) => `The term ended with enough growth: ${tier} goes on.`,
      grace_end: (tier) => `Grace ended without enough growth: one step down, to ${tier}.`,
      points: (tier) => `You reached ${tier} early for points; growth stayed as it was.`,
    },
    plain: (kind, tier) => `${{ upgrade: 'Risen to', renewal: 'Renewed:', downgrade: 'Fallen to' }[kind]} ${tier}.`,
    inputs: 'What it rests on',
    reachedOn: 'In force from',
    window: 'Window',
    windowDays: (from, to) => `${from} to ${to}`,
    months: 'Growth by month',
    noGrowth: 'No growth in this window',
    sum: 'In all',
    threshold: (tier) => `${tier} asks for`,
    enough: (growth, threshold) => `${growth} ≥ ${threshold}: enough`,
    short: (growth, threshold) => `${growth} < ${threshold}: not enough`,
    paid: (growth, threshold) => `${growth} < ${threshold}: reached for points`,
    termEndsOn: 'New term until',
    noTerm: 'No end',
    again: "Worked out again from today's records",
    same: 'The same: neither records nor rules have changed.',
    differs: (growth) =>
      `Purchases or refunds that came later changed this window; from today's records the growth is ${growth}. Your tier was put right, and this record stays.`,
    notKept: "What it rested on was not kept whole in those days; today's records are shown.",
    version: 'Record',
  },
})

export const historyWords = () => say(texts)

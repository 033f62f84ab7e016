import type { TierId } from '../contract/tiers'
import type { Sentence } from './refusals'

export const tierWords: Record<TierId, Sentence> = {
  basic: { zh: '普卡', en: 'Basic' },
  silver: { zh: '银卡', en: 'Silver' },
  gold: { zh: '金卡', en: 'Gold' },
  platinum: { zh: '白金', en: 'Platinum' },
}

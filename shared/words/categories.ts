import type { BenefitCategory } from '../contract/catalogue'
import type { Sentence } from './refusals'

export const benefitCategoryWords: Record<BenefitCategory, Sentence> = {
  video: { zh: '视频', en: 'Video' },
  music: { zh: '音乐', en: 'Music' },
  reading: { zh: '阅读', en: 'Reading' },
  games: { zh: '游戏', en: 'Games' },
  sports: { zh: '体育', en: 'Sports' },
  food: { zh: '美食', en: 'Food' },
  travel: { zh: '出行', en: 'Travel' },
  telecom: { zh: '话费', en: 'Telecom' },
}

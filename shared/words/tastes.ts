import type { Taste } from '../contract/tastes'
import type { Sentence } from './refusals'

export const tasteWords: Record<Taste, Sentence> = {
  sports: { zh: '球迷', en: 'Sports' },
  video: { zh: '煲剧', en: 'Series' },
  music: { zh: '音乐', en: 'Music' },
  games: { zh: '游戏', en: 'Games' },
  food: { zh: '咖啡美食', en: 'Coffee & food' },
  reading: { zh: '阅读', en: 'Reading' },
  travel: { zh: '旅行', en: 'Travel' },
}

import { say, words } from './words'

const names = words<Record<string, string>>({
  zh: { standard: '标准卡', youth: '青春卡', plus: '尊享卡' },
  en: { standard: 'Standard', youth: 'Youth', plus: 'Plus' },
})

/** What a card product is called; a new one goes by its code until it has a name. */
export const productName = (code: string) => say(names)[code] ?? code

import type { BenefitCategory } from '../../../shared/contract/catalogue'
import { benefitCategoryWords } from '../../../shared/words/categories'

/** What people call the things of a category besides its name. */
const alsoCalled: Record<BenefitCategory, string> = {
  video: '煲剧 追剧 影视 电影 电视 综艺 series film',
  music: '听歌 唱歌 K歌 song',
  reading: '读书 看书 电子书 听书 小说 book',
  games: '电竞 点卡 手游 esports',
  sports: '球迷 球赛 足球 篮球 健身 match',
  food: '咖啡 奶茶 茶饮 外卖 coffee tea',
  travel: '旅行 旅游 打车 骑行 地铁 机场 trip',
  telecom: '手机 流量 充值 phone data',
}

/** All the words by which a benefit is found. */
export function searchTextOf({
  title,
  category,
  description,
}: {
  title: string
  category: BenefitCategory
  description: string
}): string {
  const { zh, en } = benefitCategoryWords[category]
  return [title, zh, en, alsoCalled[category], description].map(plain).join('\n')
}

/** The words of a question, each to be found. */
export function searchTerms(asked: string): string[] {
  return asked.split(/\s+/).map(plain).filter(Boolean)
}

/** Full and half width, capitals, blanks and dots make no difference: "ＶＩＰ 月卡" is "vip月卡". */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')
}

/** What stopped a load, at one place of its file. */
export interface EntitlementProblem {
  /** Which of the versions in the file, counted from 1; 0 where the whole file is meant. */
  row: number
  /** Its field; empty where the whole version is meant. */
  field: string
  code: EntitlementProblemCode
  zh: string
  en: string
}

/** `{}` stands for what was found there. */
const sentences = {
  not_json: { zh: '文件不是 UTF-8 的 JSON', en: 'the file is not JSON in UTF-8' },
  not_a_list: {
    zh: '文件应是一个非空的 JSON 数组，每项一版',
    en: 'the file is not a list of versions with something in it',
  },
  not_an_object: { zh: '这一项应是 JSON 对象', en: 'not an object' },
  field_unknown: { zh: '不认识的字段：{}', en: 'an unknown field: {}' },
  version_invalid: {
    zh: '版本名应为 1 至 32 位字母、数字、点、连字符或下划线',
    en: 'not a name of 1 to 32 letters, digits, dots, hyphens and underscores',
  },
  version_taken: { zh: '这个等级已有同名而内容不同的一版：{}', en: 'the tier has another version of this name: {}' },
  since_invalid: {
    zh: '应为某月 1 日，写作 YYYY-MM-01：{}',
    en: 'not the first day of a month, written YYYY-MM-01: {}',
  },
  since_past: {
    zh: '已有权益的等级，新的一版只能从今天以后的某月 1 日开始：{}',
    en: 'a tier that has an offer can change it only from the first day of a month after today: {}',
  },
  since_taken: {
    zh: '这个等级从这一天起已有另一版：{}',
    en: 'the tier has another version that begins on this day: {}',
  },
  tier_unknown: { zh: '这个联名计划没有这个等级：{}', en: 'the programme has no such tier: {}' },
  tier_lowest: { zh: '最低的等级没有等级权益：{}', en: 'the lowest tier has no entitlements: {}' },
  choose_invalid: {
    zh: '应为 1 至 99 的整数；只有清单为空时可写 0，表示不再提供',
    en: 'not a whole number from 1 to 99; 0 only with an empty list, which ends the offer',
  },
  choose_above_list: { zh: '可选数量超过清单长度：{}', en: 'more than the list has: {}' },
  benefits_invalid: { zh: '应为权益编号的 JSON 数组', en: 'not a list of ids of benefits' },
  benefit_repeated: { zh: '清单里重复：{}', en: 'in the list twice: {}' },
  benefit_unknown: { zh: '权益目录里没有：{}', en: 'the catalogue has no such benefit: {}' },
  benefit_ordered: {
    zh: '由供应商供货的权益不能作等级权益，只能用卡密或链接库里的：{}',
    en: 'is ordered from a supplier; tiers give only what comes from the pool of codes and links: {}',
  },
  benefit_ended: {
    zh: '在这一版开始之前就已结束或下架：{}',
    en: 'has ended or was retired before this version begins: {}',
  },
} as const

export type EntitlementProblemCode = keyof typeof sentences

type Place = Pick<EntitlementProblem, 'row' | 'field' | 'code'>

const longestQuote = 40

export function problemAt(place: Place, found: unknown = ''): EntitlementProblem {
  const { zh, en } = sentences[place.code]
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? '–')
  const quoted = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
  const filled = (sentence: string) => sentence.replace('{}', () => quoted)
  return { ...place, zh: filled(zh), en: filled(en) }
}

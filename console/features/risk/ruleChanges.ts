import { riskRule } from '../../../shared/contract/riskRules'
import { say, words } from '../../words/words'
import { ruleSentence } from './factWords'
import { riskTexts } from './words'

const texts = words({
  zh: {
    version: '规则版本',
    homeRegions: '本地区域',
    reviewHours: '人工答复时限（小时）',
    inShadow: '影子运行',
    on: '开',
    off: '关',
    rule: (id: string) => `规则 ${id}`,
    free: (sentence: string, clears: string) => `${sentence}；解除：${clears}`,
  },
  en: {
    version: 'Version of the rules',
    homeRegions: 'Home regions',
    reviewHours: 'A person answers within (hours)',
    inShadow: 'Shadow mode',
    on: 'on',
    off: 'off',
    rule: (id) => `Rule ${id}`,
    free: (sentence, clears) => `${sentence}; set free by ${clears}`,
  },
})

/** What a field of a rule set is called; null for the field of anything else. */
export function riskFieldName(field: string): string | null {
  const said = say(texts)
  const ruleId = /^risk\.rules\.([a-z0-9-]+)$/.exec(field)?.[1]
  if (ruleId) return said.rule(ruleId)
  switch (field) {
    case 'risk.version':
      return said.version
    case 'risk.homeRegions':
      return said.homeRegions
    case 'risk.reviewHours':
      return said.reviewHours
    case 'risk.inShadow':
      return said.inShadow
    default:
      return null
  }
}

/** A rule as its sentence, and regions by their names; null for a value that says for itself what it means. */
export function riskValueText(field: string, value: string | null): string | null {
  if (field === 'risk.homeRegions') return value?.replaceAll(', ', '、') ?? riskTexts().everywhere
  if (field === 'risk.inShadow') return value === 'true' ? say(texts).on : say(texts).off
  if (value === null || !field.startsWith('risk.rules.')) return null
  const rule = riskRule.safeParse(jsonOf(value)).data
  return rule ? say(texts).free(ruleSentence(rule), riskTexts().clears[rule.clearBy]) : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

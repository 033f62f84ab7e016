import type { VersionState } from '../../../shared/contract/programmes'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  kinds: Record<'rule' | 'terms', string>
  states: Record<VersionState, string>
  version: string
  since: string
  state: string
  fresh: string
  back: string
  nameHint: string
  sinceHint: (first: string) => string
  definition: string
  definitionHint: string
  notJson: string
  /** Two ways to the same. */
  asForm: string
  asJson: string
  jsonFirst: string
  missing: string
  wholeNumber: string
  aDay: string
  forms: Record<string, string>
  problems: (count: number) => string
  difference: string
  differenceWaits: string
  unchanged: string
  obstacle: string
  ask: string
  asks: string
  begun: string
  closures: (what: string, from: string) => string
  field: string
  value: string
  sentences: Record<string, string>
}

const texts = words<Texts>({
  zh: {
    title: '规则与条款',
    kinds: { rule: '积分规则', terms: '等级与条款' },
    states: { past: '已过', in_force: '生效中', to_come: '将生效' },
    version: '版本',
    since: '生效日期',
    state: '状态',
    fresh: '起草新版本',
    back: '返回版本列表',
    nameHint: '账目会记下是哪一版所发，名称不可重复。',
    sinceHint: (first) => `最早 ${first}：更早的日子可能已经记账，不改判。`,
    definition: '内容（JSON）',
    definitionHint: '从将被取代的版本抄来，改动要改的字段即可。',
    notJson: '不是 JSON',
    asForm: '表单',
    asJson: 'JSON（高级）',
    jsonFirst: 'JSON 暂时无法识别，改正后才能回到表单。',
    missing: '必填',
    wholeNumber: '须为整数',
    aDay: '请选择日期',
    forms: {
      '/^\\d{4}$/': '须为四位数字',
      '/^[a-z0-9-]{1,24}$/': '只用小写字母、数字和连字符，最多 24 个',
    },
    problems: (count) => `需要改正 ${count} 处`,
    difference: '与所取代版本的差异',
    differenceWaits: '改正以上问题后，这里逐项列出差异。',
    unchanged: '除名称与日期外没有改动。',
    obstacle: '现在不能发布',
    ask: '提请发布',
    asks: '提请后由另一人复核；复核通过，到生效日期才起作用。',
    begun: '逐项内容',
    closures: (what, from) => `${what} 的预算已用完，自 ${from} 起不再发分。`,
    field: '字段',
    value: '值',
    sentences: {
      'basic at 0 comes first, and each next tier asks for more': '第一级须为 basic 且门槛为 0，之后逐级提高。',
      'points would expire before they are available': '积分会在可用之前到期。',
      'this is the name of the first version': '这是首个版本的名称。',
      'two bonuses have the same id': '有两个加成编号相同。',
      'the month has no such day': '该月没有这一天。',
    },
  },
  en: {
    title: 'Rules and terms',
    kinds: { rule: 'Earning rule', terms: 'Tiers and terms' },
    states: { past: 'over', in_force: 'in force', to_come: 'to come' },
    version: 'Version',
    since: 'From',
    state: 'State',
    fresh: 'Draft a version',
    back: 'Back to the versions',
    nameHint: 'Entries name the version that made them, so no two have one name.',
    sinceHint: (first) => `${first} at the earliest: spending of earlier days may be posted, and is not judged anew.`,
    definition: 'What it says (JSON)',
    definitionHint: 'Copied from the version that it takes over from: change what is to change.',
    notJson: 'Not JSON',
    asForm: 'Form',
    asJson: 'JSON (advanced)',
    jsonFirst: 'The JSON cannot be read yet; put it right to go back to the form.',
    missing: 'Needed',
    wholeNumber: 'A whole number',
    aDay: 'Choose a day',
    forms: {
      '/^\\d{4}$/': 'Four digits',
      '/^[a-z0-9-]{1,24}$/': 'Lower case letters, digits and dashes, 24 at most',
    },
    problems: (count) => `${count} to put right`,
    difference: 'What it says otherwise than the version before',
    differenceWaits: 'When the problems above are put right, the differences stand here.',
    unchanged: 'Nothing but the name and the day.',
    obstacle: 'Cannot be published now',
    ask: 'Ask for publication',
    asks: 'Another person checks it; approved, it counts from its first day on.',
    begun: 'What it says',
    closures: (what, from) => `The budget of ${what} is used up: it earns nothing from ${from} on.`,
    field: 'Field',
    value: 'Value',
    sentences: {},
  },
})

export const programmeTexts = () => say(texts)

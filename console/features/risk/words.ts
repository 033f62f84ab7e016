import type { ReviewState } from '../../../shared/contract/risk'
import type { ClearBy, RiskPoint } from '../../../shared/contract/riskRules'
import { say, words } from '../../words/words'

interface Texts {
  reviews: string
  review: string
  state: string
  states: Record<ReviewState, string>
  counts: (waiting: number, late: number) => string
  nothingWaits: string
  late: string
  promised: string
  heldAt: string
  benefit: string
  points: string
  reasons: string
  clearBy: string
  clears: Record<ClearBy, string>
  cardholder: string
  phone: string
  account: string
  decidedBy: (who: string, when: string) => string
  clearedSelf: (when: string) => string
  release: string
  refuse: string
  releaseText: string
  refuseText: string
  back: string
  why: string
  rulesHit: string
  ruleGone: (id: string) => string
  facts: string
  earlier: string
  noEarlier: string
  alike: string
  alikeText: (address: number, network: number) => string
  decisions: string
  noDecisions: string
  at: string
  point: string
  pointNames: Record<RiskPoint, string>
  lane: string
  region: string
  rulesApplied: string
  version: string
  shadowLane: string
  on: string
  search: string
  rules: string
  live: string
  since: (when: string) => string
  fromStart: string
  noRules: string
  draft: string
  noDraft: string
  beginDraft: string
  dropDraft: string
  dropText: string
  shadow: string
  shadowText: string
  submit: string
  save: string
  saved: string
  addRule: string
  editRule: string
  remove: string
  edit: string
  homeRegions: string
  homeHint: string
  everywhere: string
  reviewHours: string
  hours: (count: number) => string
  report: string
  reportText: (days: number) => string
  reportNone: string
  changedLanes: (changed: number, all: number) => string
  hindered: (steppedUp: number, held: number, all: number) => string
  liveNow: string
  wouldBe: string
  applied: string
  reportSince: (from: string) => string
  ruleId: string
  idHint: string
  points_: string
  when: string
  addCondition: string
  reason: string
  past: string
  until: string
  days: (count: number) => string
  toLane: string
  neverApplied: string
}

const texts = words<Texts>({
  zh: {
    reviews: '风控复核',
    review: '复核一笔兑换',
    state: '状态',
    states: { waiting: '待复核', released: '已放行', refused: '已拒绝', cleared: '本人已验证' },
    counts: (waiting, late) => `${waiting} 笔待复核${late > 0 ? `，其中 ${late} 笔已超过承诺时间` : ''}`,
    nothingWaits: '没有需要复核的兑换',
    late: '已超时',
    promised: '承诺在此之前答复',
    heldAt: '预留时间',
    benefit: '权益',
    points: '积分',
    reasons: '原因',
    clearBy: '如何解除',
    clears: { step_up: '本人验证或人工放行', person: '只能人工放行' },
    cardholder: '持卡人',
    phone: '手机号',
    account: '充值账号',
    decidedBy: (who, when) => `${who} · ${when}`,
    clearedSelf: (when) => `本人验证 · ${when}`,
    release: '放行',
    refuse: '拒绝',
    releaseText: '放行后立即发放权益，持卡人会收到通知。',
    refuseText: '拒绝后积分退回原批次，持卡人会收到通知。',
    back: '返回列表',
    why: '为什么被预留',
    rulesHit: '命中的规则',
    ruleGone: (id) => `${id}（该规则已不在这一版本中）`,
    facts: '当时的情况',
    earlier: '此前的判定',
    noEarlier: '这是此持卡人的第一次判定',
    alike: '同源人数',
    alikeText: (address, network) => `此前一万次判定中，同一地址有 ${address} 人，同一网段有 ${network} 人（含本人）`,
    decisions: '风控判定',
    noDecisions: '没有符合条件的判定',
    at: '时间',
    point: '环节',
    pointNames: { log_in: '登录', bind_card: '绑卡', redeem: '兑换' },
    lane: '通道',
    region: '来源',
    rulesApplied: '命中规则',
    version: '规则版本',
    shadowLane: '草稿会如何处理',
    on: '日期',
    search: '持卡人编号',
    rules: '风控规则',
    live: '生效中',
    since: (when) => `自 ${when} 起`,
    fromStart: '自项目上线起',
    noRules: '没有规则，所有操作按正常处理',
    draft: '草稿',
    noDraft: '没有草稿。起草不影响线上；可先影子运行，看它会怎样处理真实操作，再提交审批。',
    beginDraft: '从生效版本起草',
    dropDraft: '作废草稿',
    dropText: '草稿会被删除，线上规则不变。',
    shadow: '影子运行',
    shadowText: '对每次判定记下草稿会怎么做，但不影响任何人',
    submit: '提交审批',
    save: '保存草稿',
    saved: '草稿已保存',
    addRule: '添加规则',
    editRule: '编辑规则',
    remove: '删除',
    edit: '编辑',
    homeRegions: '本地区域',
    homeHint: '省份，或「省份 城市」；不填表示全国都算本地',
    everywhere: '全国',
    reviewHours: '人工答复时限',
    hours: (count) => `${count} 小时`,
    report: '草稿会怎么做',
    reportText: (days) => `用草稿重算最近 ${days} 天的真实判定`,
    reportNone: '这几天没有判定可供重算',
    changedLanes: (changed, all) => `${all} 次判定中，有 ${changed} 次会进入加强验证或隔离`,
    hindered: (steppedUp, held, all) =>
      `${all} 人中，原本正常通过且身份可信的人：${steppedUp} 人会被要求加强验证，${held} 人会被隔离`,
    liveNow: '实际',
    wouldBe: '按草稿',
    applied: '命中次数',
    reportSince: (from) => `只取最近 50,000 次，自 ${from}`,
    ruleId: '规则编号',
    idHint: '小写字母、数字和连字符',
    points_: '适用环节',
    when: '同时满足',
    addCondition: '添加条件',
    reason: '对外说明的原因',
    past: '历史版本',
    until: '至',
    days: (count) => `${count} 天`,
    toLane: '进入通道',
    neverApplied: '没有一条规则命中过',
  },
  en: {
    reviews: 'Reviews',
    review: 'Review a redemption',
    state: 'State',
    states: { waiting: 'Waiting', released: 'Released', refused: 'Refused', cleared: 'Proved by its owner' },
    counts: (waiting, late) => `${waiting} waiting${late > 0 ? `, ${late} of them later than promised` : ''}`,
    nothingWaits: 'Nothing waits for a person',
    late: 'late',
    promised: 'Promised by',
    heldAt: 'Held since',
    benefit: 'Benefit',
    points: 'Points',
    reasons: 'Reasons',
    clearBy: 'Set free by',
    clears: { step_up: 'its owner’s proof, or a person', person: 'a person only' },
    cardholder: 'Cardholder',
    phone: 'Phone',
    account: 'Account to top up',
    decidedBy: (who, when) => `${who} · ${when}`,
    clearedSelf: (when) => `its owner · ${when}`,
    release: 'Release',
    refuse: 'Refuse',
    releaseText: 'The benefit is given at once, and the cardholder is told.',
    refuseText: 'The points go back to the very lots they came from, and the cardholder is told.',
    back: 'Back to the list',
    why: 'Why it is held',
    rulesHit: 'Rules that applied',
    ruleGone: (id) => `${id} (no longer in this version)`,
    facts: 'What was known',
    earlier: 'Decisions before',
    noEarlier: 'This is the first decision on this cardholder',
    alike: 'Same origin',
    alikeText: (address, network) =>
      `Of the 10,000 decisions before: ${address} people on this address, ${network} on this network, this one included`,
    decisions: 'Risk decisions',
    noDecisions: 'No decision is like that',
    at: 'When',
    point: 'Where',
    pointNames: { log_in: 'signing in', bind_card: 'binding a card', redeem: 'redeeming' },
    lane: 'Lane',
    region: 'From',
    rulesApplied: 'Rules',
    version: 'Version',
    shadowLane: 'By the draft',
    on: 'Day',
    search: 'Number of a cardholder',
    rules: 'Risk rules',
    live: 'In force',
    since: (when) => `since ${when}`,
    fromStart: 'since the programme began',
    noRules: 'There are no rules: everybody is normal',
    draft: 'Draft',
    noDraft:
      'There is no draft. A draft decides nothing: let it run in shadow mode, see what it would have done, then submit it.',
    beginDraft: 'Draft from what is in force',
    dropDraft: 'Discard the draft',
    dropText: 'The draft is gone; what is in force stays.',
    shadow: 'Shadow mode',
    shadowText: 'Says of every decision what the draft would have done, and decides nothing',
    submit: 'Submit for approval',
    save: 'Save the draft',
    saved: 'Saved',
    addRule: 'Add a rule',
    editRule: 'Edit the rule',
    remove: 'Remove',
    edit: 'Edit',
    homeRegions: 'Home regions',
    homeHint: 'A province, or “province city”; none means the whole country',
    everywhere: 'the whole country',
    reviewHours: 'A person answers within',
    hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
    report: 'What the draft would have done',
    reportText: (days) => `The real decisions of the last ${days} days, decided once more by the draft`,
    reportNone: 'There are no decisions of these days',
    changedLanes: (changed, all) => `${changed} of ${all} decisions would have been stepped up or held`,
    hindered: (steppedUp, held, all) =>
      `Of ${all} people, of those who passed as normal and are who they say: ${steppedUp} stepped up, ${held} held`,
    liveNow: 'Really',
    wouldBe: 'By the draft',
    applied: 'Applied',
    reportSince: (from) => `The latest 50,000 only, since ${from}`,
    ruleId: 'Id',
    idHint: 'lower case letters, digits and hyphens',
    points_: 'Where',
    when: 'When all of it holds',
    addCondition: 'Add a condition',
    reason: 'Reason that is told',
    past: 'Earlier versions',
    until: 'until',
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    toLane: 'Lane',
    neverApplied: 'No rule would have applied',
  },
})

export const riskTexts = () => say(texts)

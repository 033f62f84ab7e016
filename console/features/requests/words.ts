import type { RequestKind, RequestState } from '../../../shared/contract/requests'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  kinds: Record<RequestKind, string>
  states: Record<RequestState, string>
  all: string
  kind: string
  reason: string
  by: string
  at: string
  state: string
  open: string
  approve: string
  reject: string
  withdraw: string
  rejectAll: (count: number) => string
  withdrawAll: (count: number) => string
  about: string
  mine: string
  decidedBy: string
  decidedAt: string
  number: string
  decisionReason: string
  reasonShort: string
  changes: string
  field: string
  before: string
  after: string
  obstacle: string
  failure: string
  payload: string
  decided: (who: string, at: string) => string
  empty: string
  back: string
  own: string
  noChanges: string
  expiringUntil: (day: string) => string
  goesLive: (at: string) => string
  /** What a decision does where the changes do not say it. */
  means: Partial<Record<RequestKind, string>>
  wouldChange: string
  noPreview: string
  preview: string
  ask: string
  change: string
  cancel: string
  made: string
  reveal: string
  revealText: string
  revealDone: string
  draw: string
  drawText: string
  drawn: (login: string, until: string) => string
  asks: Asks
}

/** What the forms say that ask for a change. */
interface Asks {
  points: string
  pointsHint: string
  pointsWrong: string
  expiresOn: string
  expiresHint: string
  amount: string
  amountHint: (most: string) => string
  lots: string
  oneLot: string
  allUntil: string
  until: string
  outcome: string
  delivered: string
  failed: string
  outcomeHint: string
  serial: string
  serialHint: string
  required: string
}

const texts = words<Texts>({
  zh: {
    title: '审批',
    kinds: {
      adjust_points: '调整积分',
      write_off_debt: '核销欠分',
      extend_expiry: '延长有效期',
      reinstate_points: '恢复到期积分',
      match_refund: '退款对应消费',
      dismiss_refund: '退款不作处理',
      settle_order: '人工了结订单',
      reveal_code: '查看卡密',
      redeliver_code: '补发卡密',
      publish_catalogue: '发布目录版本',
      load_codes: '装入卡密',
      review_take_down: '复核紧急下架',
      publish_earning_rule: '发布积分规则',
      publish_terms: '发布条款',
      publish_risk_rules: '发布风控规则',
      bring_back_benefit: '恢复紧急下架的权益',
      open_account: '新建人员',
      change_roles: '变更角色',
      renew_enrolment: '重发启用码',
    },
    states: { open: '待复核', approved: '已通过', rejected: '已驳回', withdrawn: '已撤回', failed: '未能执行' },
    all: '全部',
    kind: '事项',
    reason: '理由',
    by: '制单人',
    at: '时间',
    state: '状态',
    open: '查看',
    approve: '通过并执行',
    reject: '驳回',
    withdraw: '撤回',
    rejectAll: (count) => `驳回 ${count} 张`,
    withdrawAll: (count) => `撤回我的 ${count} 张`,
    about: '内容',
    mine: '我制的单',
    decidedBy: '复核人',
    decidedAt: '复核时间',
    number: '单号',
    decisionReason: '处理意见',
    reasonShort: '驳回须写明，至少四个字',
    changes: '变化',
    field: '项目',
    before: '之前',
    after: '之后',
    obstacle: '现在不能通过',
    failure: '未能执行的原因',
    payload: '内容',
    decided: (who, at) => `${who} 于 ${at} 处理`,
    empty: '没有符合条件的单据',
    back: '返回列表',
    own: '这是您自己制的单，须由另一人复核。',
    noChanges: '没有变化',
    goesLive: (at) => `${at} 上线`,
    means: {
      review_take_down: '权益已经下架。通过：保持下架；驳回：立即恢复。',
      publish_risk_rules: '通过后立即生效。',
      renew_enrolment: '通过后此人现有的密码与动态码立即失效，登录全部退出。',
      reveal_code: '通过后制单人可在十分钟内查看一次完整卡密。',
      redeliver_code: '通过后从库存补发一个卡密，不扣积分；原卡密标记为已替换。',
      dismiss_refund: '通过后这笔退款不收回积分，并移出待定列表。',
    },
    expiringUntil: (day) => `${day} 及之前到期的全部批次`,
    wouldChange: '如果现在通过，会变成这样：',
    noPreview: '暂时看不到变化，请稍后再试。',
    preview: '下一步：查看变化',
    ask: '提交复核',
    change: '返回修改',
    cancel: '取消',
    made: '已提交，等待另一人复核',
    reveal: '查看一次卡密',
    revealText: '通过后十分钟内可查看，且只能查看一次；查看会写入操作日志。',
    revealDone: '只显示这一次，关闭后不能再看。',
    draw: '查看一次启用码',
    drawText: '通过后 24 小时内可查看，且只能查看一次；复核人看不到。查看会写入操作日志。',
    drawn: (login, until) => `请当面或通过安全渠道交给 ${login} 本人，${until} 前有效。只显示这一次。`,
    asks: {
      points: '积分',
      pointsHint: '正数为增加，负数为扣减',
      pointsWrong: '请填写不为零的整数',
      expiresOn: '有效期至',
      expiresHint: '不填则与今天获得的积分相同',
      amount: '核销积分',
      amountHint: (most) => `最多 ${most}`,
      lots: '延长哪些积分',
      oneLot: '这一批次',
      allUntil: '某日之前到期的全部批次',
      until: '到期日不晚于',
      outcome: '核实结果',
      delivered: '已到账：扣除积分',
      failed: '未到账：退回积分',
      outcomeHint: '请先向供应商核实；结果写下后不能更改。',
      serial: '供应商回执',
      serialHint: '供应商给出的流水号，没有可不填',
      required: '请填写',
    },
  },
  en: {
    title: 'Approvals',
    kinds: {
      adjust_points: 'Adjust points',
      write_off_debt: 'Write off debt',
      extend_expiry: 'Extend validity',
      reinstate_points: 'Reinstate expired points',
      match_refund: 'Refund to its purchase',
      dismiss_refund: 'Dismiss refund',
      settle_order: 'Settle an order by hand',
      reveal_code: 'See a code',
      redeliver_code: 'Replace a code',
      publish_catalogue: 'Publish a catalogue version',
      load_codes: 'Load codes',
      review_take_down: 'Review a take-down',
      publish_earning_rule: 'Publish an earning rule',
      publish_terms: 'Publish terms',
      publish_risk_rules: 'Publish risk rules',
      bring_back_benefit: 'Bring a benefit back',
      open_account: 'Open an account',
      change_roles: 'Change roles',
      renew_enrolment: 'New enrolment code',
    },
    states: { open: 'Open', approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn', failed: 'Failed' },
    all: 'All',
    kind: 'What',
    reason: 'Why',
    by: 'Made by',
    at: 'When',
    state: 'State',
    open: 'Open',
    approve: 'Approve and carry out',
    reject: 'Reject',
    withdraw: 'Withdraw',
    rejectAll: (count) => `Reject ${count}`,
    withdrawAll: (count) => `Withdraw ${count} of mine`,
    about: 'About',
    mine: 'Mine',
    decidedBy: 'Decided by',
    decidedAt: 'Decided at',
    number: 'Number',
    decisionReason: 'Reason of the decision',
    reasonShort: 'Needed to reject: four characters at least',
    changes: 'What changes',
    field: 'Field',
    before: 'Before',
    after: 'After',
    obstacle: 'Cannot be approved now',
    failure: 'Why it failed',
    payload: 'Details',
    decided: (who, at) => `Decided by ${who}, ${at}`,
    empty: 'Nothing here',
    back: 'Back to the list',
    own: 'You made this request, so somebody else has to check it.',
    noChanges: 'Nothing changes',
    goesLive: (at) => `live ${at}`,
    means: {
      review_take_down: 'It is down already. Approved it stays down; rejected it comes back at once.',
      publish_risk_rules: 'Approved, they count at once.',
      renew_enrolment: 'Approved, what they sign in by opens nothing any more, and their sessions end.',
      reveal_code: 'Approved, who asks may see the whole code once, within ten minutes.',
      redeliver_code:
        'Approved, a code from the stock takes its place for no points; the one before is marked as replaced.',
      dismiss_refund: 'Approved, it takes back no points and leaves the list.',
    },
    expiringUntil: (day) => `all that expire until ${day}`,
    wouldChange: 'If it were approved now:',
    noPreview: 'What it would change cannot be shown now. Please try again.',
    preview: 'Next: what it changes',
    ask: 'Ask for approval',
    change: 'Back',
    cancel: 'Cancel',
    made: 'Asked for; somebody else has to approve it',
    reveal: 'See the code once',
    revealText: 'For ten minutes after the approval, once; that you saw it goes into the audit log.',
    revealDone: 'Shown this once: it cannot be seen again after closing.',
    draw: 'See the enrolment code once',
    drawText:
      'For 24 hours after the approval, once; whoever approved does not see it. That you saw it goes into the audit log.',
    drawn: (login, until) =>
      `Hand it to ${login} in person or over a safe channel; it is good until ${until}. It is shown this once.`,
    asks: {
      points: 'Points',
      pointsHint: 'Above zero gives, below zero takes',
      pointsWrong: 'A whole number other than zero, please',
      expiresOn: 'Last day',
      expiresHint: 'Without it, as of points that are earned today',
      amount: 'Points to write off',
      amountHint: (most) => `${most} at most`,
      lots: 'Which points',
      oneLot: 'This lot',
      allUntil: 'All lots that expire until a day',
      until: 'Expiring until',
      outcome: 'What was found out',
      delivered: 'It was delivered: the points are spent',
      failed: 'It was not delivered: the points go back',
      outcomeHint: 'Ask the supplier first; the outcome is never changed again.',
      serial: "Supplier's receipt",
      serialHint: 'The number that the supplier gave, if any',
      required: 'Please fill this in',
    },
  },
})

export const requestTexts = () => say(texts)

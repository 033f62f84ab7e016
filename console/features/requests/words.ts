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
  more: string
  back: string
  own: string
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
    decisionReason: '处理意见',
    reasonShort: '请至少写四个字',
    changes: '变化',
    field: '项目',
    before: '之前',
    after: '之后',
    obstacle: '现在不能通过',
    failure: '未能执行的原因',
    payload: '内容',
    decided: (who, at) => `${who} 于 ${at} 处理`,
    empty: '没有符合条件的单据',
    more: '更多',
    back: '返回列表',
    own: '这是您自己制的单，须由另一人复核。',
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
    decisionReason: 'Reason of the decision',
    reasonShort: 'Four characters at least',
    changes: 'What changes',
    field: 'Field',
    before: 'Before',
    after: 'After',
    obstacle: 'Cannot be approved now',
    failure: 'Why it failed',
    payload: 'Details',
    decided: (who, at) => `Decided by ${who}, ${at}`,
    empty: 'Nothing here',
    more: 'More',
    back: 'Back to the list',
    own: 'You made this request, so somebody else has to check it.',
  },
})

export const requestTexts = () => say(texts)

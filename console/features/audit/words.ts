import { say, words } from '../../words/words'

interface Texts {
  title: string
  at: string
  who: string
  commandLine: string
  action: string
  subject: string
  why: string
  changes: string
  from: string
  filter: string
  days: string
  empty: string
  request: string
  actions: Record<string, string>
}

const texts = words<Texts>({
  zh: {
    title: '操作日志',
    at: '时间',
    who: '谁',
    commandLine: '命令行',
    action: '做了什么',
    subject: '对象',
    why: '理由',
    changes: '变化',
    from: '来自',
    filter: '单据、人员或持卡人的编号',
    days: '日期',
    empty: '没有符合条件的记录',
    request: '请求编号',
    actions: {
      'request.made': '制单',
      'request.approved': '通过',
      'request.rejected': '驳回',
      'request.withdrawn': '撤回',
      'request.failed': '未能执行',
      'cardholder.looked_up': '查询持卡人',
      'cardholder.viewed': '查看持卡人',
      'cardholder.unmasked': '查看完整手机号',
      'code.revealed': '查看卡密',
      'session.started': '登录',
      'session.unlocked': '解锁',
      'session.ended': '退出',
      'operator.created': '新建人员',
      'operator.roles': '变更角色',
      'operator.enrolment': '重发启用码',
      'operator.enrolled': '完成设置',
      'operator.renewed': '更换令牌',
      'operator.disabled': '停用人员',
    },
  },
  en: {
    title: 'Audit log',
    at: 'When',
    who: 'Who',
    commandLine: 'command line',
    action: 'What',
    subject: 'About',
    why: 'Why',
    changes: 'Changes',
    from: 'From',
    filter: 'Id of a request, operator or cardholder',
    days: 'Days',
    empty: 'Nothing here',
    request: 'HTTP request',
    actions: {
      'request.made': 'Asked',
      'request.approved': 'Approved',
      'request.rejected': 'Rejected',
      'request.withdrawn': 'Withdrew',
      'request.failed': 'Failed',
      'cardholder.looked_up': 'Looked a cardholder up',
      'cardholder.viewed': 'Read about a cardholder',
      'cardholder.unmasked': 'Saw a whole phone number',
      'code.revealed': 'Saw a code',
      'session.started': 'Signed in',
      'session.unlocked': 'Unlocked',
      'session.ended': 'Signed out',
      'operator.created': 'Made an operator',
      'operator.roles': 'Changed roles',
      'operator.enrolment': 'Gave an enrolment code',
      'operator.enrolled': 'Set up the account',
      'operator.renewed': 'Renewed a token',
      'operator.disabled': 'Disabled an operator',
    },
  },
})

export const auditTexts = () => say(texts)

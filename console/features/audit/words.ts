import type { AuditAction } from '../../../shared/contract/audit'
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
  somebody: string
  actions: Record<AuditAction, string>
}

const texts = words<Texts>({
  zh: {
    title: '操作日志',
    at: '时间',
    who: '谁',
    commandLine: '命令行',
    somebody: '未登录者',
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
      'session.refused': '登录被拒',
      'session.locked': '登录锁定',
      'version.begun': '起草目录版本',
      'version.edited': '修改目录草稿',
      'version.rebased': '并入线上的变化',
      'version.discarded': '作废目录草稿',
      'version.given_back': '目录版本退回草稿',
      'version.published': '目录版本上线',
      'version.failed': '目录版本未能上线',
      'benefit.taken_down': '紧急下架',
      'import.uploaded': '上传导入文件',
      'import.file_downloaded': '下载导入文件',
      'import.submitted': '导入生成草稿',
      'list.exported': '导出列表',
      'risk.draft_saved': '保存风控规则草稿',
      'risk.draft_dropped': '删除风控规则草稿',
      'risk.review_viewed': '查看风控复核',
      'risk.review_decided': '裁定风控复核',
      'operator.created': '新建人员',
      'operator.code_drawn': '查看启用码',
      'operator.roles': '变更角色',
      'operator.enrolment': '重发启用码',
      'operator.enrolled': '完成设置',
      'operator.password_chosen': '设置密码',
      'operator.password_changed': '修改密码',
      'operator.renewed': '更换令牌',
      'operator.disabled': '停用人员',
    },
  },
  en: {
    title: 'Audit log',
    at: 'When',
    who: 'Who',
    commandLine: 'command line',
    somebody: 'not signed in',
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
      'session.refused': 'Was refused at the door',
      'session.locked': 'Was locked out',
      'version.begun': 'Began a catalogue draft',
      'version.edited': 'Edited a catalogue draft',
      'version.rebased': 'Took over what changed live',
      'version.discarded': 'Discarded a catalogue draft',
      'version.given_back': 'A version became a draft again',
      'version.published': 'A version went live',
      'version.failed': 'A version could not go live',
      'benefit.taken_down': 'Took a benefit down',
      'import.uploaded': 'Uploaded a file',
      'import.file_downloaded': 'Downloaded a file',
      'import.submitted': 'Made a draft of a file',
      'list.exported': 'Exported a list',
      'risk.draft_saved': 'Saved a draft of risk rules',
      'risk.draft_dropped': 'Dropped a draft of risk rules',
      'risk.review_viewed': 'Read what is held for review',
      'risk.review_decided': 'Decided what was held for review',
      'operator.created': 'Made an operator',
      'operator.code_drawn': 'Saw an enrolment code',
      'operator.roles': 'Changed roles',
      'operator.enrolment': 'Gave an enrolment code',
      'operator.enrolled': 'Set up the account',
      'operator.password_chosen': 'Chose a password',
      'operator.password_changed': 'Changed the password',
      'operator.renewed': 'Renewed a token',
      'operator.disabled': 'Disabled an operator',
    },
  },
})

export const auditTexts = () => say(texts)

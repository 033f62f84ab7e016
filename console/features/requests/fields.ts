import type { Change } from '../../../shared/contract/requests'
import { formatPoints } from '../../../shared/values/points'
import { refusalWords } from '../../../shared/words/refusals'
import { formatMoment } from '../../words/moments'
import { roleNames } from '../../words/roles'
import { say, words } from '../../words/words'
import { cellText } from '../catalogue/cellText'
import { columnName } from '../catalogue/columnWords'
import { versionFieldName, versionValueText } from '../programme/fieldNames'
import { riskFieldName, riskValueText } from '../risk/ruleChanges'

interface Texts {
  names: Record<string, string>
  lot: (lotId: string) => string
  filter: (name: string) => string
  benefit: (benefitId: string, what: string) => string
  ofBenefit: Record<string, string>
  values: Record<string, string>
  /** An enrolment that opens an account with these roles. */
  inUse: (roles: string) => string
  /** Between two of a list. */
  and: string
}

const texts = words<Texts>({
  zh: {
    names: {
      versionId: '目录版本',
      publishAt: '发布时间（北京时间）',
      importId: '导入的文件',
      benefitId: '权益编号',
      stockToo: '同时增加库存',
      'catalogue.new': '新增权益',
      'catalogue.changed': '变更权益',
      'catalogue.moved': '移位权益',
      'catalogue.removed': '移除权益',
      'catalogue.notListed': '未逐条列出的变化，见目录版本',
      'catalogue.publishAt': '发布时间',
      'codes.notListed': '未逐条列出的权益',
      'version.state': '版本状态',
      'version.from': '起草自',
      'version.failure': '未能上线的原因',
      'version.takenOver': '并入的权益数',
      'session.door': '入口',
      'session.login': '登录账号',
      'session.lockedUntil': '锁定至',
      'session.ended': '同时退出的其他登录',
      'operator.roles': '角色',
      'operator.name': '人员名称',
      'operator.login': '登录账号',
      'operator.programme': '联名计划',
      'operator.enrolment': '密码与动态码',
      name: '人员',
      login: '登录账号',
      roles: '角色',
      operatorId: '人员编号',
      programmeId: '联名计划',
      'import.kind': '导入类型',
      'import.fileName': '文件名',
      'import.fileBytes': '文件大小（字节）',
      'import.fileHash': '文件指纹',
      'import.rows': '行数',
      'import.version': '生成的草稿',
      'export.rows': '导出行数',
      'points.available': '可用积分',
      'points.pending': '入账中积分',
      'points.held': '预留积分',
      'points.debt': '欠积分',
      'refund.purchaseId': '退款对应的消费',
      'refund.state': '退款',
      'order.state': '订单',
      'review.state': '风控复核',
      'code.shownOnce': '可查看一次的卡密',
      'redemption.code': '卡密',
      'redemption.validUntil': '卡密有效期至',
      rule: '积分规则',
      ruleSet: '风控规则',
      terms: '条款',
      'asked.phone': '按手机号',
      'asked.card': '按卡号后四位',
      'asked.redemption': '按兑换或订单号',
      'asked.cardholder': '按持卡人编号',
      found: '找到人数',
      timeline: '时间线',
      phone: '手机号',
      redemption: '兑换',
      cardholderId: '持卡人',
      points: '积分',
      expiresOn: '有效期至',
      lots: '批次',
      lotId: '批次',
      refundId: '退款流水',
      purchaseId: '消费流水',
      orderNo: '订单号',
      outcome: '结果',
      serial: '供应商回执',
      redemptionId: '兑换编号',
    },
    lot: (lotId) => `批次 ${lotId} 有效期至`,
    filter: (name) => `筛选 ${name}`,
    benefit: (benefitId, what) => (what === '' ? benefitId : `${benefitId} ${what}`),
    ofBenefit: { takenDownAt: '紧急下架时间', codes: '卡密数', stockAdded: '库存增加', stockTaken: '库存占用' },
    values: {
      open: '未处理',
      dismissed: '不作处理',
      delivered: '已到账',
      failed: '未到账，退回积分',
      unknown: '结果未知',
      manual: '待人工',
      new: '未发出',
      signIn: '登录',
      unlock: '解锁',
      enrolment: '启用账号',
      password: '修改密码',
      live: '线上版本',
      empty: '空白',
      draft: '草稿',
      in_review: '审核中',
      waiting: '待复核',
      released: '已放行',
      refused: '已拒绝',
      cleared: '本人已验证',
      yes: '是',
      no: '否',
      benefits: '权益表格',
      codes: '卡密批次',
      renewed: '作废，凭启用码重新设置',
      '*': '全部',
    },
    inUse: (roles) => `在用（${roles}）`,
    and: '、',
  },
  en: {
    names: {
      versionId: 'Catalogue version',
      publishAt: 'Goes live (Shanghai time)',
      importId: 'Imported file',
      benefitId: 'Benefit',
      stockToo: 'Stock grows, too',
      'catalogue.new': 'New benefits',
      'catalogue.changed': 'Changed benefits',
      'catalogue.moved': 'Moved benefits',
      'catalogue.removed': 'Removed benefits',
      'catalogue.notListed': 'Changes not listed here: see the version',
      'catalogue.publishAt': 'Goes live',
      'codes.notListed': 'Benefits not listed here',
      'version.state': 'State of the version',
      'version.from': 'Begun from',
      'version.failure': 'Why it could not go live',
      'version.takenOver': 'Benefits taken over',
      'session.door': 'Door',
      'session.login': 'Account',
      'session.lockedUntil': 'Locked until',
      'session.ended': 'Other sessions that ended',
      'operator.roles': 'Roles',
      'operator.name': 'Name',
      'operator.login': 'Account',
      'operator.programme': 'Programme',
      'operator.enrolment': 'Password and one-time codes',
      name: 'Operator',
      login: 'Account',
      roles: 'Roles',
      operatorId: "The operator's number",
      programmeId: 'Programme',
      'import.kind': 'Kind of import',
      'import.fileName': 'File',
      'import.fileBytes': 'Size (bytes)',
      'import.fileHash': 'Fingerprint of the file',
      'import.rows': 'Rows',
      'import.version': 'Draft made of it',
      'export.rows': 'Rows exported',
      'points.available': 'Available points',
      'points.pending': 'Pending points',
      'points.held': 'Held points',
      'points.debt': 'Debt',
      'refund.purchaseId': 'Purchase of the refund',
      'refund.state': 'Refund',
      'order.state': 'Order',
      'review.state': 'Review',
      'code.shownOnce': 'Code that can be seen once',
      'redemption.code': 'Code',
      'redemption.validUntil': 'Code valid until',
      rule: 'Earning rule',
      ruleSet: 'Risk rules',
      terms: 'Terms',
      'asked.phone': 'By phone',
      'asked.card': 'By the last digits of a card',
      'asked.redemption': 'By the number of a redemption or order',
      'asked.cardholder': "By the cardholder's number",
      found: 'Found',
      timeline: 'Timeline',
      phone: 'Phone',
      redemption: 'Redemption',
      cardholderId: 'Cardholder',
      points: 'Points',
      expiresOn: 'Last day',
      lots: 'Lots',
      lotId: 'Lot',
      refundId: 'Refund',
      purchaseId: 'Purchase',
      orderNo: 'Order',
      outcome: 'Outcome',
      serial: "Supplier's receipt",
      redemptionId: 'Redemption',
    },
    lot: (lotId) => `Last day of lot ${lotId}`,
    filter: (name) => `Filter ${name}`,
    benefit: (benefitId, what) => (what === '' ? benefitId : `${benefitId}, ${what}`),
    ofBenefit: {
      takenDownAt: 'taken down',
      codes: 'codes',
      stockAdded: 'added to the stock',
      stockTaken: 'taken from the stock',
    },
    values: {
      open: 'open',
      dismissed: 'dismissed',
      delivered: 'delivered',
      failed: 'failed, points back',
      unknown: 'unknown',
      manual: 'waits for a person',
      new: 'not sent',
      signIn: 'signing in',
      unlock: 'unlocking',
      enrolment: 'setting up',
      password: 'changing the password',
      live: 'what is live',
      empty: 'nothing',
      draft: 'draft',
      in_review: 'in review',
      waiting: 'waiting',
      released: 'released',
      refused: 'refused',
      cleared: 'proved by its owner',
      yes: 'yes',
      no: 'no',
      benefits: 'benefits',
      codes: 'codes',
      renewed: 'void; set up anew with a code',
      '*': 'all',
    },
    inUse: (roles) => `in use (${roles})`,
    and: ', ',
  },
})

/** What a field of a change or a payload is called; one that nobody named is shown as it is. */
export function fieldName(field: string): string {
  const said = say(texts)
  const lotId = /^lot\.(\w+)\.expiresOn$/.exec(field)?.[1]
  if (lotId) return said.lot(lotId)
  const filter = /^filter\.(\w+)$/.exec(field)?.[1]
  if (filter) return said.filter(filter)
  const { benefitId, column } = benefitIn(field)
  if (benefitId) return said.benefit(benefitId, said.ofBenefit[column] ?? columnName(column))
  return versionFieldName(field) ?? riskFieldName(field) ?? said.names[field] ?? field
}

/** `benefit.VIDEO-WEEK.points`; without a column all of the benefit is meant. */
function benefitIn(field: string): { benefitId: string; column: string } {
  const [, benefitId = '', column = ''] = /^benefit\.([A-Z0-9-]+)(?:\.(\w+))?$/.exec(field) ?? []
  return { benefitId, column }
}

/** Roles as they are called, in one line. */
export function rolesText(roles: readonly string[]): string {
  const names: Record<string, string> = roleNames()
  return roles.map((role) => names[role] ?? role).join(say(texts).and)
}

function failureText(code: string): string {
  const sentence = Object.entries(refusalWords).find(([known]) => known === code)?.[1]
  return sentence ? say(sentence) : code
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** The value of a field as a person reads it, moments in Shanghai time. */
export function valueText(value: Change['before'], field = ''): string {
  const ofRisk = typeof value === 'number' ? null : riskValueText(field, value)
  if (ofRisk !== null) return ofRisk
  if (value === null) return '–'
  if (typeof value === 'number') return value < 0 ? `−${formatPoints(-value)}` : formatPoints(value)
  if (instant.test(value)) return formatMoment(value)
  if (versionFieldName(field)) return versionValueText(value)
  if (field === 'operator.roles') return rolesText(value.split(','))
  if (field === 'operator.enrolment' && value !== 'renewed') return say(texts).inUse(rolesText(value.split(',')))
  if (field === 'version.failure') return failureText(value)
  const { benefitId, column } = benefitIn(field)
  return benefitId ? cellText(column, value) : (say(texts).values[value] ?? value)
}

import { say, words } from './words/words'

const texts = words({
  zh: {
    noPage: '没有这个页面',
    noPageText: '地址有误，或您的角色不能看它。',
    home: '回到首页',
    dashboard: '看板',
    catalogue: '权益目录',
    import: '导入',
    stock: '库存',
    programme: '规则与条款',
    cardholders: '持卡人',
    refunds: '待定退款',
    orders: '供应商订单',
    reviews: '风控复核',
    decisions: '风控判定',
    riskRules: '风控规则',
    requests: '审批',
    audit: '操作日志',
    operators: '人员',
  },
  en: {
    noPage: 'There is no such page',
    noPageText: 'The address is wrong, or your role does not see it.',
    home: 'To the first page',
    dashboard: 'Dashboard',
    catalogue: 'Catalogue',
    import: 'Import',
    stock: 'Stock',
    programme: 'Rules and terms',
    cardholders: 'Cardholders',
    refunds: 'Open refunds',
    orders: 'Supplier orders',
    reviews: 'Risk reviews',
    decisions: 'Risk decisions',
    riskRules: 'Risk rules',
    requests: 'Approvals',
    audit: 'Audit log',
    operators: 'Operators',
  },
})

export const deskWords = () => say(texts)

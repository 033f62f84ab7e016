import type { OperatorRole } from '../../shared/contract/roles'
import { say, words } from './words'

const names = words<Record<OperatorRole, string>>({
  zh: { maker: '制单', checker: '复核', support: '客服', risk: '风控', auditor: '审计', admin: '管理' },
  en: { maker: 'Maker', checker: 'Checker', support: 'Support', risk: 'Risk', auditor: 'Auditor', admin: 'Admin' },
})

export const roleNames = () => say(names)

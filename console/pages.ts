import {
  AppstoreOutlined,
  AuditOutlined,
  CloudUploadOutlined,
  ControlOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  ImportOutlined,
  RadarChartOutlined,
  RollbackOutlined,
  SafetyOutlined,
  ShoppingOutlined,
  TeamOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons'
import { type ComponentType, lazy } from 'react'
import type { OperatorRole } from '../shared/contract/roles'
import { deskWords } from './deskWords'
import type { SignedIn } from './features/door/useStanding'

export interface DeskPage {
  /** Below `/console`; what follows it is the page's own. */
  path: string
  title: () => string
  Icon: ComponentType
  /** Who finds it in the menu; the server asks again for everything behind it. */
  roles: readonly OperatorRole[]
  Page: ComponentType<{ who: SignedIn }>
}

/** Every page of the desk, in the order of the menu; each is loaded when it is opened. */
export const pages: readonly DeskPage[] = [
  {
    path: '/dashboard',
    title: () => deskWords().dashboard,
    Icon: DashboardOutlined,
    roles: ['auditor', 'admin', 'maker', 'checker'],
    Page: lazy(() => import('./features/dashboard/Dashboard').then(({ Dashboard }) => ({ default: Dashboard }))),
  },
  {
    path: '/catalogue',
    title: () => deskWords().catalogue,
    Icon: AppstoreOutlined,
    roles: ['maker', 'checker', 'auditor'],
    Page: lazy(() => import('./features/catalogue/Catalogue').then(({ Catalogue }) => ({ default: Catalogue }))),
  },
  {
    path: '/import',
    title: () => deskWords().import,
    Icon: ImportOutlined,
    roles: ['maker', 'checker', 'auditor'],
    Page: lazy(() => import('./features/imports/Imports').then(({ Imports }) => ({ default: Imports }))),
  },
  {
    path: '/stock',
    title: () => deskWords().stock,
    Icon: DatabaseOutlined,
    roles: ['maker', 'checker', 'auditor'],
    Page: lazy(() => import('./features/stock/Stock').then(({ Stock }) => ({ default: Stock }))),
  },
  {
    path: '/cardholders',
    title: () => deskWords().cardholders,
    Icon: IdcardOutlined,
    roles: ['maker', 'checker', 'support', 'auditor'],
    Page: lazy(() =>
      import('./features/cardholders/Cardholders').then(({ Cardholders }) => ({ default: Cardholders })),
    ),
  },
  {
    path: '/refunds',
    title: () => deskWords().refunds,
    Icon: RollbackOutlined,
    roles: ['maker', 'checker', 'support', 'auditor'],
    Page: lazy(() => import('./features/refunds/Refunds').then(({ Refunds }) => ({ default: Refunds }))),
  },
  {
    path: '/orders',
    title: () => deskWords().orders,
    Icon: ShoppingOutlined,
    roles: ['maker', 'checker', 'support', 'auditor'],
    Page: lazy(() => import('./features/orders/Orders').then(({ Orders }) => ({ default: Orders }))),
  },
  {
    path: '/reviews',
    title: () => deskWords().reviews,
    Icon: UserSwitchOutlined,
    roles: ['risk', 'auditor'],
    Page: lazy(() => import('./features/risk/Reviews').then(({ Reviews }) => ({ default: Reviews }))),
  },
  {
    path: '/decisions',
    title: () => deskWords().decisions,
    Icon: RadarChartOutlined,
    roles: ['risk', 'auditor'],
    Page: lazy(() => import('./features/risk/Decisions').then(({ Decisions }) => ({ default: Decisions }))),
  },
  {
    path: '/risk-rules',
    title: () => deskWords().riskRules,
    Icon: SafetyOutlined,
    roles: ['risk', 'checker', 'auditor'],
    Page: lazy(() => import('./features/risk/Rules').then(({ Rules }) => ({ default: Rules }))),
  },
  {
    path: '/requests',
    title: () => deskWords().requests,
    Icon: AuditOutlined,
    roles: ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
    Page: lazy(() => import('./features/requests/Requests').then(({ Requests }) => ({ default: Requests }))),
  },
  {
    path: '/programme',
    title: () => deskWords().programme,
    Icon: ControlOutlined,
    roles: ['maker', 'checker', 'auditor', 'admin'],
    Page: lazy(() => import('./features/programme/Programme').then(({ Programme }) => ({ default: Programme }))),
  },
  {
    path: '/bank-files',
    title: () => deskWords().bankFiles,
    Icon: CloudUploadOutlined,
    roles: ['auditor', 'admin'],
    Page: lazy(() => import('./features/bankFiles/BankFiles').then(({ BankFiles }) => ({ default: BankFiles }))),
  },
  {
    path: '/audit',
    title: () => deskWords().audit,
    Icon: FileSearchOutlined,
    roles: ['auditor', 'admin'],
    Page: lazy(() => import('./features/audit/Audit').then(({ Audit }) => ({ default: Audit }))),
  },
  {
    path: '/operators',
    title: () => deskWords().operators,
    Icon: TeamOutlined,
    roles: ['admin', 'auditor'],
    Page: lazy(() => import('./features/operators/Operators').then(({ Operators }) => ({ default: Operators }))),
  },
]

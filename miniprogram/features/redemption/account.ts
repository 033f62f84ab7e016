import type { AccountKind } from '../../../shared/contract/catalogue'
import { isAccount } from '../../../shared/values/accounts'
import { redemptionWords } from './words'

/** As somebody types or pastes it, without the marks that people put between digits. */
export function accountTyped(kind: AccountKind, text: string): string {
  return kind === 'wechat' ? text.trim() : text.replace(/\D/g, '')
}

/** What is wrong with an account before the server is asked; undefined when nothing is. */
export function accountMark(kind: AccountKind, account: string): string | undefined {
  const { needed, wrong } = redemptionWords().accounts[kind]
  if (account === '') return needed
  return isAccount(kind, account) ? undefined : wrong
}

/** "138 0013 8000": in the groups in which people read it to each other. */
export function accountGroups(kind: AccountKind, account: string): string {
  if (kind === 'phone') return `${account.slice(0, 3)} ${account.slice(3, 7)} ${account.slice(7)}`
  return kind === 'qq' ? account.replace(/(\d{3})(?=\d{2})/g, '$1 ') : account
}

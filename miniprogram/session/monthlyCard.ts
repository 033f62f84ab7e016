import { businessDayOf } from '../../shared/values/businessDay'
import { now } from '../wechat/chance'
import { storage } from '../wechat/storage'

/** Kept on the phone alone: what somebody has read is no business of ours. */
const readName = 'security-card-read'

/** Which of the twelve cards is this month's, 0 to 11, by the calendar in Shanghai. */
export function cardOfMonth(): number {
  return Number(month().slice(5)) - 1
}

/** Whether this month's card waits to be read; one that was put away waits no more. */
export function isCardUnread(): boolean {
  return storage.read<string>(readName) !== month()
}

export function putCardAway(): void {
  storage.write(readName, month())
}

function month(): string {
  return businessDayOf(now()).slice(0, 7)
}

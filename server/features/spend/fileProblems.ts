import type { BankFileProblem } from '../../ports/bankFileProblems'
import { hasCardNumber } from '../../ports/cardNumber'
import type { FileRefusal } from './files.store'

export type FileProblem = Pick<BankFileProblem, 'row' | 'column' | 'zh' | 'en'> & { code: string }

/** A row that says something else than the bank said before: what came first stays. */
export function problemOf({ line, transactionId, code }: FileRefusal): FileProblem {
  return {
    row: line,
    column: 'transaction_id',
    code,
    zh: `交易 ${transactionId} 已收过，金额或类型与之前不同`,
    en: `transaction ${transactionId} was taken before with another amount or type`,
  }
}

export function futureDay(day: string): FileProblem {
  return {
    row: 1,
    column: 'business_day',
    code: 'day_in_future',
    zh: `业务日期 ${day} 在将来`,
    en: `the business day ${day} lies in the future`,
  }
}

export function unknownProgramme(written: string): FileProblem {
  const programmeId = hasCardNumber(written) ? '…' : written
  return {
    row: 1,
    column: 'programme_id',
    code: 'programme_unknown',
    zh: `没有名为 ${programmeId} 的联名计划`,
    en: `there is no programme ${programmeId}`,
  }
}

import type { BankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, daysBetween, monthOf } from '../../../shared/values/businessDay'
import { inBankTime, lastPublishedDay } from './publish'
import type { PublishedFile } from './publishedRows'
import { type Numbered, numberRows, transactionOf } from './transactions'

export type SpendingChoice = {
  last4?: string
  /** The name of a published file. */
  file?: string
  /** YYYY-MM, by the day of posting as published. */
  month?: string
  /** Moves all dates so that the last published day of all files falls here; months pushed apart keep their distance. */
  until?: BusinessDay
}

/** The published spending that the simulated bank can push, each transaction once. */
export class Spending {
  private readonly rows: { file: string; numbered: Numbered }[] = []
  private readonly lastDay: BusinessDay | undefined

  constructor(
    readonly files: readonly PublishedFile[],
    private readonly programmeId: string,
  ) {
    this.lastDay = lastPublishedDay(files)
    for (const { name, rows } of files) {
      for (const numbered of numberRows(rows)) this.rows.push({ file: name, numbered })
    }
  }

  /** In the order of the bank's own time. */
  of({ last4, file, month, until }: SpendingChoice): BankEvent[] {
    const movedDays = until && this.lastDay ? daysBetween({ from: this.lastDay, to: until }) : 0
    const events = new Map<string, BankEvent>()
    for (const { file: name, numbered } of this.rows) {
      const { card_last4, posted_on } = numbered.row
      if (last4 !== undefined && card_last4 !== last4) continue
      if (file !== undefined && name !== file) continue
      if (month !== undefined && monthOf(posted_on) !== month) continue
      const event = transactionOf(numbered, { programmeId: this.programmeId, movedDays })
      if (!events.has(event.transaction_id)) events.set(event.transaction_id, event)
    }
    return inBankTime([...events.values()])
  }
}

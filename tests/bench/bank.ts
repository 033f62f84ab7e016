import { readFileSync } from 'node:fs'
import path from 'node:path'
import { publish } from '../../server/simulators/bank/publish'
import { readPublishedFile } from '../../server/simulators/bank/publishedRows'
import type { BankEvent } from '../../shared/contract/spend'
import { testProgramme } from '../support/programme'

/** The month that is shipped, for benches that are given no files. */
export const shippedMonth = path.resolve(__dirname, '../../server/demo/card-transactions/2017-05.csv')

export interface PublishedMonth {
  days: Map<string, BankEvent[]>
  report: Record<string, unknown>
}

/** One published file as the bank's daily transactions. */
export function publishedMonth(file: string): PublishedMonth {
  const read = readPublishedFile(path.basename(file), readFileSync(file))
  if ('problems' in read) throw new Error(`${file}: ${read.problems.map(({ en }) => en).join('; ')}`)
  const { days, report } = publish([read], { programmeId: testProgramme.id })
  return { days, report }
}

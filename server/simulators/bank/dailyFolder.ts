import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BankEvent } from '../../../shared/contract/spend'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { bankFileName, parseBankFile, renderBankFile } from '../../ports/bankFile'
import type { BankFileEncoding } from '../../ports/bankFileDecoder'
import { inBankTime } from './publish'

export type DailyFolder = { dir: string; programmeId: string; encoding: BankFileEncoding }
export type WrittenFiles = { written: number; unchanged: number; rowsAlreadyThere: number }

/** Why the folder was left as it was. */
export class DailyFolderRefused extends Error {
  readonly zh: string

  constructor({ zh, en }: { zh: string; en: string }) {
    super(en)
    this.zh = zh
  }
}

/**
 * Writes one file a business day. A day that is already in the folder is completed, not replaced: months overlap, since
 * a published file holds rows of the months around it, and what was delivered must not vanish from a day's file.
 *
 * @throws DailyFolderRefused before anything is written
 */
export async function writeDailyFiles(
  folder: DailyFolder,
  days: ReadonlyMap<BusinessDay, readonly BankEvent[]>,
  progress: (done: number, of: number) => void,
): Promise<WrittenFiles> {
  await mkdir(folder.dir, { recursive: true })
  const before = await readFolder(folder)
  refuseMovedTransactions(folder, before, days)
  const result: WrittenFiles = { written: 0, unchanged: 0, rowsAlreadyThere: 0 }
  let done = 0
  for (const [day, rows] of days) {
    const old = before.get(day)
    const fresh = old ? rows.filter((row) => !old.ids.has(row.transaction_id)) : rows
    result.rowsAlreadyThere += rows.length - fresh.length
    const bytes = renderBankFile(day, inBankTime([...(old?.rows ?? []), ...fresh]), folder)
    if (old?.bytes.equals(bytes)) result.unchanged += 1
    else {
      await replaceFile(join(folder.dir, bankFileName(folder.programmeId, day)), bytes)
      result.written += 1
    }
    done += 1
    progress(done, days.size)
  }
  return result
}

type FolderFile = { bytes: Buffer; rows: BankEvent[]; ids: Set<string> }

async function readFolder({ dir, programmeId }: DailyFolder): Promise<Map<string, FolderFile>> {
  const files = new Map<string, FolderFile>()
  for (const name of await readdir(dir)) {
    if (!name.startsWith(`${programmeId}-`) || !/-\d{8}\.csv$/.test(name)) continue
    const bytes = await readFile(join(dir, name))
    const file = parseBankFile(bytes)
    if (!file.ok || bankFileName(file.programmeId, file.day) !== name) {
      throw new DailyFolderRefused({
        zh: `${join(dir, name)} 不是有效的日文件，请移走后再试`,
        en: `${join(dir, name)} is not a sound daily file; move it away and try again`,
      })
    }
    files.set(file.day, { bytes, rows: file.rows, ids: new Set(file.rows.map((row) => row.transaction_id)) })
  }
  return files
}

/** The same transaction on two days would contradict itself: that happens when the dates are moved in another way. */
function refuseMovedTransactions(
  { dir }: DailyFolder,
  before: ReadonlyMap<string, FolderFile>,
  days: ReadonlyMap<BusinessDay, readonly BankEvent[]>,
): void {
  const dayOf = new Map<string, string>()
  for (const [day, { ids }] of before) for (const id of ids) dayOf.set(id, day)
  for (const [day, rows] of days) {
    for (const { transaction_id } of rows) {
      const other = dayOf.get(transaction_id)
      if (!other || other === day) continue
      throw new DailyFolderRefused({
        zh: `${dir} 中已有同一批交易，但日期不同（${other}，现为 ${day}）：请换一个目录，或使用相同的 --until`,
        en: `${dir} has the same transactions on other days (${other}, now ${day}): use another folder or the same --until`,
      })
    }
  }
}

/** A reader of the folder sees the old file or the new one, never half a file. */
async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
}

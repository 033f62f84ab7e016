import {
  type FileReport,
  type FileTaken,
  latestReports,
  StagingFailed,
  takeFile,
  unmatchedRefunds,
} from '../server/features/spend'
import { runCommand, tell, UsageError } from './commandLine'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run feed -- FILE…
      npm run feed -- --files
      npm run feed -- --unmatched

接收银行的日文件，大小不限。文件先整份读完并检查：有一行不合格就整份拒收，并列出全部有误的行。
随后分批记账；中途中断时，再次提交同一份文件即可接着做完，不会重复也不会遗漏。
同一份文件再次提交不会改变任何数据，并会说明。与之前收到的事实矛盾的行不记账，并在报告中列出原因。
最后一行标准输出是 JSON 汇总。
--files 列出默认联名计划最近的文件及其报告（每行一个 JSON 对象），unfinished 为 true 的尚未做完；拒收的文件 outcome 为 refused，附前 50 处问题，文件名不属于任何计划的也在内。
--unmatched 列出没有找到对应消费的退款（每行一个 JSON 对象），供运营处理。

Usage: npm run feed -- FILE…
       npm run feed -- --files
       npm run feed -- --unmatched

Takes the bank's daily files, whatever their size, into the database that DATABASE_URL names. A file is first read and
checked whole: with one bad row it is refused as it is, with all rows that are wrong. Then it is posted in slices; when
that is cut off, the same file again finishes the work, with nothing doubled and nothing missing. A file that was taken
changes nothing and says so. A row that contradicts what the bank said before is left out, and told in the report.
The last line of standard output is a summary, one JSON object. Exit status: 0 when every file was taken or known, 1 when
one was refused or could not be read.
--files lists the newest files of the default programme with their reports, one JSON object a line; those with "unfinished": true were cut off,
and those with "outcome": "refused" changed nothing and have their first fifty problems, among them
files whose name is that of no programme.
--unmatched lists the refunds that match no purchase, oldest first, one JSON object a line, for operators.
`

const lists: Record<string, (product: OpenProduct) => Promise<object[]>> = {
  '--files': ({ database, environment }) =>
    latestReports(database, { programmeId: environment.defaultProgrammeId, andUnclaimed: true }),
  '--unmatched': ({ database, environment }) => unmatchedRefunds(database.reader, environment.defaultProgrammeId),
}

runCommand(help, async (words) => {
  const [first = ''] = words
  if (words.length === 0) throw new UsageError('缺少 FILE / no FILE given')
  const product = await openProduct()
  try {
    const list = lists[first]
    return list && words.length === 1 ? await print(await list(product)) : await feed(product, words)
  } finally {
    await product.close()
  }
})

async function print(items: readonly object[]): Promise<number> {
  for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`)
  return 0
}

async function feed(product: OpenProduct, files: string[]): Promise<number> {
  const sum = { files: files.length, taken: 0, known: 0, refused: 0, unreadable: 0 }
  const rows = { rows: 0, new: 0, repeated: 0, waiting: 0, contradicted: 0, unmatched: 0, points: 0 }
  for (const [index, file] of files.entries()) {
    const place = `[${index + 1}/${files.length}]`
    const taken = await take(file, { product, place })
    if (taken instanceof StagingFailed) {
      tell(`${place} ${file}: ${taken.message}`)
      sum.unreadable += 1
      continue
    }
    tell(`${place} ${sentenceOf(taken)}`)
    sum[taken.outcome] += 1
    if (taken.outcome === 'taken') {
      rows.rows += taken.rows
      rows.new += taken.taken
      rows.repeated += taken.repeated
      rows.waiting += taken.waiting
      rows.contradicted += taken.refused
      rows.unmatched += taken.unmatched
      rows.points += taken.points
    }
  }
  process.stdout.write(`${JSON.stringify({ ...sum, ...rows })}\n`)
  return sum.refused + sum.unreadable > 0 ? 1 : 0
}

/** Told no more often than this. */
const tellEveryMs = 2_000

async function take(
  file: string,
  { product, place }: { product: OpenProduct; place: string },
): Promise<FileTaken | StagingFailed> {
  let toldAt = Date.now()
  const progress = ({ slices, of }: { slices: number; of: number }) => {
    if (Date.now() - toldAt < tellEveryMs) return
    toldAt = Date.now()
    tell(`${place} ${Math.floor((100 * slices) / of)} %`)
  }
  try {
    return await takeFile({ path: file }, { ...product, progress })
  } catch (error) {
    if (error instanceof StagingFailed) return error
    throw error
  }
}

function sentenceOf(taken: FileTaken): string {
  if (taken.outcome === 'refused') {
    return [`${taken.file}: 拒收，未改变任何数据 / refused, nothing changed`, ...linesOf(taken.problems)].join('\n')
  }
  if (taken.outcome === 'known') {
    const when = taken.takenAt.toISOString()
    return `${taken.file}: 已于 ${when} 以 ${taken.takenAs} 接收过，未改变任何数据 / taken before as ${taken.takenAs}, nothing changed`
  }
  const resumed = taken.isResumed ? ['    接着上次中断处做完 / finished what an earlier run had begun'] : []
  return [`${taken.file} (${taken.day}): ${figuresOf(taken)}`, ...resumed, ...linesOf(taken.refusals)].join('\n')
}

function figuresOf({ rows, taken, repeated, waiting, refused, unmatched, points }: FileReport): string {
  const zh = `${rows} 行，新增 ${taken}，重复 ${repeated}，待绑卡 ${waiting}，矛盾 ${refused}，未匹配退款 ${unmatched}，积分 ${points}`
  const en = `${rows} rows, ${taken} new, ${repeated} repeated, ${waiting} waiting for a card to be bound, ${refused} contradicted, ${unmatched} unmatched refunds, ${points} points`
  return `${zh} / ${en}`
}

function linesOf(problems: FileReport['refusals']): string[] {
  return problems.map(
    ({ row, column, code, zh, en }) => `    ${row}${column ? ` ${column}` : ''} ${code}: ${zh} / ${en}`,
  )
}

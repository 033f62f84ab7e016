import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type FileTaken, takeFile, unmatchedRefunds } from '../server/features/spend'
import { runCommand, tell, UsageError } from './commandLine'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run feed -- FILE…
      npm run feed -- --unmatched

接收银行的日文件。每个文件要么整份接收，要么整份拒收并列出全部有误的行；
同一份文件再次提交不会改变任何数据，并会说明。最后一行标准输出是 JSON 汇总。
--unmatched 列出没有找到对应消费的退款（每行一个 JSON 对象），供运营处理。

Usage: npm run feed -- FILE…
       npm run feed -- --unmatched

Takes the bank's daily files into the database that DATABASE_URL names. A file is taken whole, or not at all with every
row that stopped it; the same file again changes nothing and says so. The last line of standard output is a summary,
one JSON object. Exit status: 0 when every file was taken or known, 1 when one was refused.
--unmatched lists the refunds that match no purchase, oldest first, one JSON object a line, for operators.
`

runCommand(help, async (words) => {
  const files = words.filter((word) => word !== '--unmatched')
  const wantsList = files.length < words.length
  if (files.length === 0 && !wantsList) throw new UsageError('缺少 FILE / no FILE given')
  const product = await openProduct()
  try {
    return wantsList ? await listUnmatched(product) : await feed(product, files)
  } finally {
    await product.close()
  }
})

async function listUnmatched({ database, environment }: OpenProduct): Promise<number> {
  for (const refund of await unmatchedRefunds(database.reader, environment.defaultProgrammeId)) {
    process.stdout.write(`${JSON.stringify(refund)}\n`)
  }
  return 0
}

async function feed(product: OpenProduct, files: string[]): Promise<number> {
  const sum = { files: files.length, taken: 0, known: 0, refused: 0 }
  const rows = { rows: 0, new: 0, repeated: 0, waiting: 0, points: 0 }
  for (const [index, file] of files.entries()) {
    const taken = await takeFile({ name: path.basename(file), bytes: await bytesOf(file) }, product)
    tell(`[${index + 1}/${files.length}] ${sentenceOf(taken)}`)
    sum[taken.outcome] += 1
    if (taken.outcome === 'taken') {
      rows.rows += taken.rows
      rows.new += taken.taken
      rows.repeated += taken.repeated
      rows.waiting += taken.waiting
      rows.points += taken.points
    }
  }
  process.stdout.write(`${JSON.stringify({ ...sum, ...rows })}\n`)
  return sum.refused > 0 ? 1 : 0
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new UsageError(`无法读取 / cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function sentenceOf(taken: FileTaken): string {
  if (taken.outcome === 'refused') {
    const problems = taken.problems.map(({ row, column, code, zh, en }) => {
      return `    ${row}${column ? ` ${column}` : ''} ${code}: ${zh} / ${en}`
    })
    return [`${taken.file}: 拒收，未改变任何数据 / refused, nothing changed`, ...problems].join('\n')
  }
  if (taken.outcome === 'known') {
    const when = taken.takenAt.toISOString()
    return `${taken.file}: 已于 ${when} 以 ${taken.takenAs} 接收过，未改变任何数据 / taken before as ${taken.takenAs}, nothing changed`
  }
  const { file, day, rows, taken: fresh, repeated, waiting, points } = taken
  const zh = `${rows} 行，新增 ${fresh}，重复 ${repeated}，待绑卡 ${waiting}，积分 ${points}`
  const en = `${rows} rows, ${fresh} new, ${repeated} repeated, ${waiting} waiting for a card to be bound, ${points} points`
  return `${file} (${day}): ${zh} / ${en}`
}

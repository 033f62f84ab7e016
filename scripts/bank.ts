import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { BankFileEncoding } from '../server/ports/bankFileDecoder'
import { DailyFolderRefused, writeDailyFiles } from '../server/simulators/bank/dailyFolder'
import { publish } from '../server/simulators/bank/publish'
import { type PublishedFile, type PublishedProblem, readPublishedFile } from '../server/simulators/bank/publishedRows'
import { type BusinessDay, isBusinessDay } from '../shared/values/businessDay'
import { runCommand, tell, UsageError } from './commandLine'

const help = `用法：npm run bank -- publish FILE… --out DIR [--until YYYY-MM-DD] [--encoding utf-8|gb18030] [--programme ID]

把公开的消费文件（列：posted_on,card_last4,amount,currency,original_amount,original_currency,
merchant,category_code,category）转换为银行的日文件，每个业务日一个，带控制记录。

  --out DIR         日文件写入的目录；目录中已有的同日文件会被补全，不会被覆盖
  --until DAY       所有日期平移相同的天数，使最后一天落在 DAY；交易号不因平移而改变
  --encoding E      utf-8（默认）或 gb18030
  --programme ID    联名计划编号，默认 spruce-hoshino
  --help            显示本说明

同一交易在多个 FILE 中出现时只保留第一次；一个 FILE 之内相同的两行是两笔消费。
FILE 中有一行不合格时，列出全部问题，不写任何文件。最后一行标准输出是 JSON 报告。

Usage: npm run bank -- publish FILE… --out DIR [--until YYYY-MM-DD] [--encoding utf-8|gb18030] [--programme ID]

Turns published files of transactions into the bank's daily files, one a business day, with a control record.

  --out DIR         where the daily files go; a day that is there already is completed, not replaced
  --until DAY       moves all dates by the same number of days so that the last falls on DAY; ids do not change
  --encoding E      utf-8 (default) or gb18030
  --programme ID    the programme, spruce-hoshino by default
  --help            this text

A transaction that appears in several FILEs is kept once; two equal rows of one FILE are two purchases.
When a row of any FILE is bad, all problems are listed and nothing is written. The last line of standard output is
the report, one JSON object.
`

type Asked = { files: string[]; out: string; until?: BusinessDay; encoding: BankFileEncoding; programmeId: string }

runCommand(help, async (words) => {
  try {
    return await publishAsked(askedFor(words))
  } catch (error) {
    if (!(error instanceof DailyFolderRefused)) throw error
    tell(`${error.zh} / ${error.message}`)
    return 1
  }
})

async function publishAsked(asked: Asked): Promise<number> {
  const files = await readAll(asked.files)
  if (!files) return 1
  const { days, report } = publish(files, asked)
  const written = await writeDailyFiles({ ...asked, dir: asked.out }, days, (done, of) => {
    if (done === of || done % 200 === 0) tell(`写入 writing ${done}/${of}`)
  })
  const figures = {
    ...report,
    files_written: written.written,
    files_unchanged: written.unchanged,
    rows_already_there: written.rowsAlreadyThere,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
  return 0
}

function askedFor(args: string[]): Asked {
  const { values, positionals } = parsedArguments(args)
  const [command, ...files] = positionals
  if (command !== 'publish') throw new UsageError(`未知命令 / unknown command: ${command ?? ''}`)
  if (files.length === 0) throw new UsageError('缺少 FILE / no FILE given')
  if (!values.out) throw new UsageError('缺少 --out DIR / --out DIR is missing')
  const { until, encoding, programme, out } = values
  if (until !== undefined && !isBusinessDay(until)) throw new UsageError(`--until: YYYY-MM-DD ≠ ${until}`)
  if (encoding !== 'utf-8' && encoding !== 'gb18030') throw new UsageError(`--encoding: utf-8 | gb18030 ≠ ${encoding}`)
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(programme)) {
    throw new UsageError(`--programme: 1–32 个字母、数字、-、_ / letters, digits, - or _ ≠ ${programme}`)
  }
  return { files, out, until, encoding, programmeId: programme }
}

function parsedArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        until: { type: 'string' },
        encoding: { type: 'string', default: 'utf-8' },
        programme: { type: 'string', default: 'spruce-hoshino' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** All files, or undefined after every problem of every file has been told. */
async function readAll(paths: string[]): Promise<PublishedFile[] | undefined> {
  const files: PublishedFile[] = []
  const problems: PublishedProblem[] = []
  for (const [index, path] of paths.entries()) {
    const read = readPublishedFile(path, await bytesOf(path))
    if ('problems' in read) problems.push(...read.problems)
    else files.push(read)
    const found = 'problems' in read ? `${read.problems.length} 个问题 problems` : `${read.rows.length} 行 rows`
    tell(`[${index + 1}/${paths.length}] ${basename(path)}: ${found}`)
  }
  if (problems.length === 0) return files
  for (const { file, row, column, zh, en } of problems.slice(0, problemsTold)) {
    tell(`${file}:${row}${column ? ` ${column}` : ''}: ${zh} / ${en}`)
  }
  if (problems.length > problemsTold)
    tell(`… ${problems.length - problemsTold} 个问题未列出 / more problems not listed`)
  tell('没有写入任何文件 / nothing was written')
  return undefined
}

const problemsTold = 1_000

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new UsageError(`无法读取 / cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`)
  }
}

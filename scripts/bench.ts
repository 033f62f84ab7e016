import { benchMonth } from './bench/month'
import { benchTwice } from './bench/twice'
import { runCommand, tell, UsageError } from './commandLine'

const help = `
用法：npm run bench -- NAME [FILE…]

  month FILE          一个真实月份：行数、消费、退款匹配、积分；重复、乱序、逐笔事件得到完全相同的结果
  twice FILE FILE     同一份文件以两个名字先后发布：会发生什么

最后一行是一个 JSON 对象 {"bench": NAME, "figures": {…}}。在临时文件夹里的内嵌数据库上运行。

Usage: npm run bench -- NAME [FILE…]

  month FILE          one real month: rows, purchases, refunds matched and not, points; and that feeding it again,
                      shuffled, and row by row as events ends in the very same state
  twice FILE FILE     the same file published twice under two names: what happens

FILEs are published files of transactions; the shipped month 2017-05 by default. Runs on embedded databases of its own
in a temporary folder. The last line is one JSON object {"bench": NAME, "figures": {…}}.
`

const benches: Record<string, (files: string[]) => Promise<Record<string, unknown>>> = {
  month: benchMonth,
  twice: benchTwice,
}

runCommand(help, async ([name = '', ...files]) => {
  const bench = benches[name]
  if (!bench) throw new UsageError(`没有这个测量 / no such bench: ${name}`)
  const started = Date.now()
  const figures = await bench(files)
  tell(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
  return 0
})

import { runCommand, tell, UsageError } from './commandLine'
import { demoVariables } from './demoVariables'

const help = `
用法：npm run bench -- NAME [FILE…]

  month FILE          一个真实月份：行数、消费、退款匹配、积分；重复、乱序、逐笔事件得到完全相同的结果
  twice FILE FILE     同一份文件以两个名字先后发布：会发生什么

最后一行是一个 JSON 对象 {"bench": NAME, "figures": {…}}。在自建的数据库上运行：默认内嵌，DATABASE_URL 指向服务器时在那里新建并删除。

Usage: npm run bench -- NAME [FILE…]

  month FILE          one real month: rows, purchases, refunds matched and not, points; and that feeding it again,
                      shuffled, and row by row as events ends in the very same state
  twice FILE FILE     the same file published twice under two names: what happens

FILEs are published files of transactions; the shipped month 2017-05 by default. Runs on databases of its own: embedded
ones, or made and dropped on the server that DATABASE_URL names. The last line is one JSON object {"bench": NAME, "figures": {…}}.
`

type Bench = (files: string[]) => Promise<Record<string, unknown>>

/** Loaded when asked for, since a bench chooses its database as it is loaded. */
const benches: Record<string, () => Promise<Bench>> = {
  month: async () => (await import('../tests/bench/month')).benchMonth,
  twice: async () => (await import('../tests/bench/twice')).benchTwice,
}

runCommand(help, async ([name = '', ...files]) => {
  const load = benches[name]
  if (!load) throw new UsageError(`没有这个测量 / no such bench: ${name}`)
  const { DATABASE_URL = '' } = demoVariables()
  if (!DATABASE_URL.startsWith('sqlite:')) process.env.TEST_DATABASE_SERVER = DATABASE_URL
  const started = Date.now()
  const figures = await (await load())(files)
  tell(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
  return 0
})

import { runCommand, tell, UsageError } from './commandLine'
import { demoVariables } from './demoVariables'
import { provideServer } from './testing/databaseServer'

const help = `
用法：npm run bench -- NAME [FILE…]

  month FILE          一个真实月份：行数、消费、退款匹配、积分；重复、乱序、逐笔事件得到完全相同的结果
  twice FILE FILE     同一份文件以两个名字先后发布：会发生什么
  jobs [LOTS]         转为可用与到期：每批次的耗时，及持卡人增至十倍时的变化（默认 1,000,000 批次；MariaDB，持久提交）

最后一行是一个 JSON 对象 {"bench": NAME, "figures": {…}}。在自建的数据库上运行：默认内嵌，DATABASE_URL 指向服务器时在那里新建并删除。

Usage: npm run bench -- NAME [FILE…]

  month FILE          one real month: rows, purchases, refunds matched and not, points; and that feeding it again,
                      shuffled, and row by row as events ends in the very same state
  twice FILE FILE     the same file published twice under two names: what happens
  jobs [LOTS]         settling and expiring: cost of a lot, and how it grows with ten times the cardholders (1,000,000
                      lots by default; on MariaDB with durable commits)

FILEs are published files of transactions; the shipped month 2017-05 by default. Runs on databases of its own: embedded
ones, or made and dropped on the server that DATABASE_URL names. The last line is one JSON object {"bench": NAME, "figures": {…}}.
`

type Figures = Promise<Record<string, unknown>>

interface Bench {
  /** Loaded when asked for, since a bench chooses its database as it is loaded. */
  load(): Promise<(words: string[]) => Figures>
  /** Runs on MariaDB with durable commits and a binary log. */
  durable?: true
}

const benches: Record<string, Bench> = {
  month: { load: async () => (await import('../tests/bench/month')).benchMonth },
  twice: { load: async () => (await import('../tests/bench/twice')).benchTwice },
  jobs: { load: async () => (await import('../tests/bench/jobs')).benchJobs, durable: true },
}

runCommand(help, async ([name = '', ...words]) => {
  const bench = benches[name]
  if (!bench) throw new UsageError(`没有这个测量 / no such bench: ${name}`)
  const { DATABASE_URL = '' } = demoVariables()
  const isServer = !DATABASE_URL.startsWith('sqlite:')
  const own = bench.durable && !isServer ? await provideServer(tell, 'durable') : null
  if (own || isServer) process.env.TEST_DATABASE_SERVER = own?.url ?? DATABASE_URL
  try {
    const started = Date.now()
    const figures = await (await bench.load())(words)
    tell(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
    process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
  } finally {
    await own?.stop()
  }
  return 0
})

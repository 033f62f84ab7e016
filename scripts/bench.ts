import { existsSync, statSync } from 'node:fs'
import { runCommand, tell, UsageError } from './commandLine'
import { demoVariables } from './demoVariables'
import { provideServer } from './testing/databaseServer'

const help = `
用法：npm run bench -- NAME [FILE…]

  month FILE          一个真实月份：行数、消费、退款匹配、积分；重复、乱序、逐笔事件得到完全相同的结果
  twice FILE FILE     同一份文件以两个名字先后发布：会发生什么
  history DIR         目录内全部月份依次、倒序、打乱次序各发布一遍：最终状态有几种（MariaDB，持久提交）
  feed [ROWS]         一夜的日文件走完全程：与 LOAD DATA、逐笔 ORM 之比，内存，行数十倍时的变化（默认 1,000,000 行；MariaDB，持久提交）
  events [SECONDS]    64 个连接逐笔推送签名事件，与只验签名的空路由之比（默认每边 60 秒；MariaDB，持久提交）
  redeem [ROUNDS]     限量抢兑：一项热门权益与一千项权益，16/64/256 个连接，与逐笔 ORM、逐笔存储过程、无 HTTP 的合批、空 POST 之比（MariaDB，持久提交）
  oversell [ROUNDS]   500 人同时抢 100 份，两个服务进程：发出几份，有没有一码两人，落选者积分变没变（MariaDB，持久提交）
  risk [ROUNDS]       风控判定的代价：二十条规则、频次与逐笔留痕，与不判定的同一接口之比，轮流对比取中位数（MariaDB，持久提交）
  replay              重放一天的攻击：两万次绑卡与短信密码尝试（九成五来自外地、境外与机房），混入五千名真实用户；有多少到达校验、多少被隔离、误伤多少
  home [CARDHOLDERS]  首页的一次请求：与内存静态应答、逐项 ORM 之比，及持卡人为一百万时的变化（MariaDB，持久提交）
  storm [SECONDS]     风暴：不断杀掉进程、切断数据库连接、供应商频频出错，之后逐单核对：丢失、重复、未了结（MariaDB，持久提交）
  import [ROWS]       经控制台导入一份表格（默认 100,000 行）：耗时、内存峰值、其间首页请求 p99 与平时之比
  jobs [LOTS]         转为可用与到期：每批次的耗时，及持卡人增至十倍时的变化（默认 1,000,000 批次；MariaDB，持久提交）
  signatures [CHECKS] 核对银行事件签名：HMAC-SHA256 与 SM2 每次几毫秒，SM2 在独立线程与否时事件循环的延迟之比（默认 1,000 次）
  answers [ASKS]      核卡应答的用时：按银行给出的结果分布，与不拉齐时之比；凭用时猜中卡是否存在的比例（默认每类 100 次）

最后一行是一个 JSON 对象 {"bench": NAME, "figures": {…}}。在自建的数据库上运行：默认内嵌，DATABASE_URL 指向服务器时在那里新建并删除。

Usage: npm run bench -- NAME [FILE…]

  month FILE          one real month: rows, purchases, refunds matched and not, points; and that feeding it again,
                      shuffled, and row by row as events ends in the very same state
  twice FILE FILE     the same file published twice under two names: what happens
  history DIR         every month in the folder, fed in order, in reverse and shuffled: how many end states there are
                      (on MariaDB with durable commits)
  feed [ROWS]         one night's file through the whole road: against LOAD DATA and row by row through an ORM, its
                      memory, and what ten times the rows cost (1,000,000 by default; on MariaDB with durable commits)
  events [SECONDS]    signed events, one by one over 64 connections, against a bare route that only checks the
                      signature (60 seconds each by default; on MariaDB with durable commits)
  redeem [ROUNDS]     a flash sale over HTTP: one hot benefit and a thousand, 16, 64 and 256 connections, against an ORM,
                      a stored call each, the same batches without HTTP, and a POST that does nothing (on MariaDB
                      with durable commits)
  oversell [ROUNDS]   500 people at once for 100 codes, at two servers: how many were issued, whether two people have one
                      code, whether anybody who got none lost points (on MariaDB with durable commits)
  risk [ROUNDS]       what deciding on a lane costs a redemption: twenty rules, velocity and a decision kept of each, against
                      the same handler without, the median of pairs in turns (on MariaDB with durable commits)
  replay              a day of an attack, squeezed: 20,000 attempts at cards and one-time passwords, 95 in 100 non-local,
                      among 5,000 real users: how many reach a verifier, are isolated, and whom it hinders
  home [CARDHOLDERS]  the first screen's one request: against the same bytes from memory, against an ORM, and with
                      1,000,000 cardholders against 10,000 (on MariaDB with durable commits)
  storm [SECONDS]     processes killed and connections cut all the time, suppliers that fail in every way; then every
                      order is judged: lost, doubled, open (on MariaDB with durable commits)
  import [ROWS]       a spreadsheet through the desk (100,000 rows by default): seconds, peak memory, and p99 of the first
                      screen meanwhile over what it is otherwise
  jobs [LOTS]         settling and expiring: cost of a lot, and how it grows with ten times the cardholders (1,000,000
                      lots by default; on MariaDB with durable commits)
  signatures [CHECKS] the bank's signatures: milliseconds each by HMAC-SHA256 and by SM2, and how long the event loop is
                      held up with SM2 in its own thread against without (1,000 checks by default)
  answers [ASKS]      how long the check of a card takes by what the bank says, even and as it comes, and how well time tells
                      a known card from an unknown one (100 of each kind by default)

FILEs are published files of transactions; the shipped month 2017-05 by default. Runs on databases of its own: embedded
ones, or made and dropped on the server that DATABASE_URL names. The last line is one JSON object {"bench": NAME, "figures": {…}}.
`

type Figures = Promise<Record<string, unknown>>

interface Bench {
  /** Loaded when asked for, since a bench chooses its database as it is loaded. */
  load(): Promise<(words: string[]) => Figures>
  /** Runs on MariaDB with durable commits and a binary log. */
  durable?: true
  /** The words that it accepts; published files when nothing is said. */
  takes?: 'a size' | 'a folder' | 'nothing'
}

const benches: Record<string, Bench> = {
  answers: { load: async () => (await import('../tests/bench/evenAnswers')).benchEvenAnswers, takes: 'a size' },
  month: { load: async () => (await import('../tests/bench/month')).benchMonth },
  twice: { load: async () => (await import('../tests/bench/twice')).benchTwice },
  history: {
    load: async () => (await import('../tests/bench/history')).benchHistory,
    durable: true,
    takes: 'a folder',
  },
  feed: { load: async () => (await import('../tests/bench/feed')).benchFeed, durable: true, takes: 'a size' },
  events: { load: async () => (await import('../tests/bench/events')).benchEvents, durable: true, takes: 'a size' },
  redeem: { load: async () => (await import('../tests/bench/redeem')).benchRedeem, durable: true, takes: 'a size' },
  oversell: {
    load: async () => (await import('../tests/bench/oversell')).benchOversell,
    durable: true,
    takes: 'a size',
  },
  risk: { load: async () => (await import('../tests/bench/risk')).benchRisk, durable: true, takes: 'a size' },
  replay: { load: async () => (await import('../tests/bench/replay')).benchReplay, takes: 'nothing' },
  home: { load: async () => (await import('../tests/bench/home')).benchHome, durable: true, takes: 'a size' },
  storm: { load: async () => (await import('../tests/bench/storm')).benchStorm, durable: true, takes: 'a size' },
  import: { load: async () => (await import('../tests/bench/import')).benchImport, takes: 'a size' },
  signatures: { load: async () => (await import('../tests/bench/signatures')).benchSignatures, takes: 'a size' },
  jobs: { load: async () => (await import('../tests/bench/jobs')).benchJobs, durable: true, takes: 'a size' },
}

runCommand(help, async ([name = '', ...words]) => {
  const bench = benches[name]
  if (!bench) throw new UsageError(`没有这个测量 / no such bench: ${name}`)
  refuseWrong(words, bench.takes)
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

/** Before a database is made for it. */
function refuseWrong(words: readonly string[], takes: Bench['takes']): void {
  const [word = ''] = words
  if (takes === 'a size' && words.length > 0 && !(words.length === 1 && /^[1-9]\d{0,8}$/.test(word))) {
    throw new UsageError(`应为一个正整数 / expected one whole number above 0: ${words.join(' ')}`)
  }
  if (takes === 'nothing' && words.length > 0) {
    throw new UsageError(`这个测量不带参数 / this bench takes no words: ${words.join(' ')}`)
  }
  if (takes === 'a folder' && !(words.length === 1 && existsSync(word) && statSync(word).isDirectory())) {
    throw new UsageError(
      `请给出一个存放月度交易文件（*.csv）的目录 / expected one folder of monthly published files (*.csv): ${words.join(' ')}`,
    )
  }
}

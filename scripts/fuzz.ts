import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { runCommand, tell, UsageError } from './commandLine'
import { demoVariables } from './demoVariables'

const help = `
用法：npm run fuzz -- [--runs N] [--seed N]

按契约给每个端点发送 N 个请求（默认 100）：合规的、近似合规的与恶意的，以每一种身份。报告回答 500 的、泄露内部或他人数据的、
不合契约的。同一种子得到同样的请求。默认用内嵌数据库，DATABASE_URL 指向服务器时在那里新建并删除。

Usage: npm run fuzz -- [--runs N] [--seed N]

Sends N requests to every endpoint, by its contract (100 by default): fitting, nearly fitting and hostile ones, as every
kind of caller. Tells which answers are 500s, tell of the inside or of other people, or do not fit the contract. The same
seed makes the same requests. On an embedded database of its own, or one made and dropped on the server that DATABASE_URL
names. The last line is one JSON object; the exit status is 1 when something is wrong.
`

runCommand(help, async (words) => {
  const { runs, seed } = choiceOf(words)
  const { DATABASE_URL = '' } = demoVariables()
  if (!DATABASE_URL.startsWith('sqlite:')) process.env.TEST_DATABASE_SERVER = DATABASE_URL
  // Loaded only now: it chooses its database as it is loaded.
  const { fuzzAlone } = await import('../tests/security/fuzz/fuzzAlone')
  const { faults, answers, ...figures } = await fuzzAlone({ runs, seed })
  for (const { endpoint, caller, what, request, answer } of faults) {
    tell(`${endpoint} as ${caller}: ${what}\n  ${request}\n  ${answer}`)
  }
  for (const [endpoint, said] of Object.entries(answers)) tell(`${endpoint}: ${JSON.stringify(said)}`)
  process.stdout.write(`${JSON.stringify({ fuzz: { ...figures, faults: faults.length } })}\n`)
  return faults.length === 0 ? 0 : 1
})

function choiceOf(words: string[]): { runs: number; seed: number } {
  const options = { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: '7' } } as const
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: false })
  const [runs, seed] = [Number(values.runs), Number(values.seed)]
  const isRight = [runs, seed].every((number) => Number.isSafeInteger(number) && number > 0)
  if (!isRight || positionals.length > 0) throw new UsageError('应为正整数 / expected whole numbers above 0')
  return { runs, seed }
}

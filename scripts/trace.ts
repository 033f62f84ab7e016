import path from 'node:path'
import { api } from '../shared/contract/api'
import { endpointsOf } from '../shared/contract/endpoint'
import { runCommand, UsageError } from './commandLine'
import { traceEndpoint } from './trace/traceEndpoint'

const help = `
用法：npm run trace <endpoint>        例如 npm run trace redemption.confirm
      npm run trace -- --all          全部接口（docs/dataflow.md 的内容）

打印一个接口从页面到数据表的路径：页面 → 契约 → 路由 → 用例 → 规则与存储 → 数据表。

Usage: npm run trace <endpoint>       for example npm run trace redemption.confirm
       npm run trace -- --all         every endpoint, as docs/dataflow.md has it

Prints the road of an endpoint from page to tables: pages that call it, its contract, route, use case, rules, stores and
the tables that they name. Read from the sources, so it is never out of date.
`

const root = path.resolve(__dirname, '..')

runCommand(help, async (words) => {
  const endpoints = endpointsOf(api)
  const asked = words.filter((word) => !word.startsWith('--'))
  const ids = words.includes('--all') ? endpoints.map(({ id }) => id) : asked
  if (ids.length === 0) throw new UsageError('缺少接口名 / no endpoint given')
  for (const id of ids) {
    const endpoint = endpoints.find((each) => each.id === id)
    if (!endpoint) {
      throw new UsageError(`没有这个接口 / no such endpoint: ${id}\n  ${endpoints.map((each) => each.id).join('\n  ')}`)
    }
    process.stdout.write(`${traceEndpoint(root, endpoint).join('\n')}\n\n`)
  }
  return 0
})

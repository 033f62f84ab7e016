import { parseArgs } from 'node:util'
import { type Asked, type Choice, choices } from './parts'

export const help = `用法：npm test [-- 选项] [-- 路径…]

运行全部测试，最后一行是总数：N passed, N failed。任何一部分没有运行都算失败，除非用选项明确省去。

  unit       不用数据库、不用浏览器的测试
  embedded   全部数据库测试，在内嵌数据库（SQLite）上
  mariadb    同样的数据库测试，在 MariaDB 上
  weapp      微信构建产物在运行器（Chromium）中的测试与全程测试
  journeys   浏览器全程测试，两种数据库各一遍

  --only 部分     只运行这一部分，可重复
  --no-journeys   不运行浏览器测试
  --help          显示本说明
  路径…           正则表达式，只运行路径匹配的测试文件

MariaDB：DATABASE_URL 指向 mysql:// 或 mariadb:// 服务器时用它（在那里自建、自删数据库）；否则用本机安装的
mariadbd 在临时目录启动一个私有实例，结束时关闭并删除；否则在 Debian 上以 root 运行时自动安装。
Redis：TEST_REDIS_URL 或 REDIS_URL，否则用本机安装的 redis-server 启动私有进程，否则同样自动安装。
Chromium：CHROMIUM_PATH，否则本机安装的，否则同样自动安装。

Usage: npm test [-- OPTIONS] [-- PATH…]

Runs all tests; the last line is the sum: N passed, N failed. A part that did not run is a failure, unless an option
left it out.

  unit       tests without database and browser
  embedded   every database test, on the embedded database (SQLite)
  mariadb    the same database tests, on MariaDB
  weapp      WeChat's built package in the runner, in Chromium: its tests and whole roads
  journeys   whole roads in a browser, on both databases

  --only PART     this part only; may be repeated
  --no-journeys   without the browser
  --help          this text
  PATH…           regular expressions: only the test files whose path matches

MariaDB: the server that DATABASE_URL names as mysql:// or mariadb:// (its own databases are made and dropped there);
else an installed mariadbd, started privately in a temporary folder and ended and removed afterwards; else, as root on
Debian, it is installed. Redis: TEST_REDIS_URL or REDIS_URL, else private processes of an installed redis-server, else it
is installed likewise. Chromium: CHROMIUM_PATH, else an installed one, else installed likewise.
`

/** @throws Error that says what is wrong with the arguments */
export function askedFor(args: readonly string[]): Asked | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      'no-journeys': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const only = values.only.map(choiceOf)
  const journeys = !values['no-journeys']
  if (!journeys && (only.includes('journeys') || only.includes('weapp'))) {
    throw new Error('--only journeys 与 --no-journeys 不能同时使用 / cannot be used together')
  }
  for (const pattern of positionals) new RegExp(pattern)
  return { only, journeys, patterns: positionals }
}

function choiceOf(word: string): Choice {
  const found = choices.find((choice) => choice === word)
  if (!found) throw new Error(`--only: ${choices.join(' | ')} ≠ ${word}`)
  return found
}

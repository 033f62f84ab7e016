import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { readEnvironment } from '../server/environment'
import { openDatabase } from '../server/openDatabase'
import { realSurroundings } from '../server/surroundings'
import { runCommand, tell } from './commandLine'
import { demoVariables } from './demoVariables'
import { runningProcess } from './start/runningMark'

const help = `
用法：npm run reset [-- --yes]

询问后清空 DATABASE_URL 所指的数据库（默认是内嵌数据库）。--yes 不再询问。请先停止产品。

Usage: npm run reset [-- --yes]

Forgets everything in the database that DATABASE_URL names (the embedded one by default), after asking. Stop the product
first. With --yes it
does not ask. Without a terminal to ask at, --yes is needed.
`

runCommand(help, async (words) => {
  const { databaseUrl } = readEnvironment(demoVariables())
  const running = runningProcess(databaseUrl)
  if (running !== null) {
    tell(`产品正在运行（进程 ${running}），请先停止它 / the product is running (process ${running}): stop it first`)
    return 1
  }
  const shown = databaseUrl.replace(/\/\/[^@/]*@/, '//')
  if (!words.includes('--yes') && !(await agreed(shown))) {
    tell('未做任何改动 / nothing was changed')
    return 1
  }
  if (databaseUrl.startsWith('sqlite:')) removeFile(databaseUrl.slice('sqlite:'.length))
  else await dropTables(databaseUrl)
  tell(`已清空 / forgotten: ${shown}`)
  return 0
})

async function agreed(shown: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    tell('没有终端可供确认，请加 --yes / there is no terminal to ask at: add --yes')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`清空 ${shown} 的全部数据？ / Forget everything in it? [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}

async function dropTables(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl, { chance: realSurroundings.chance })
  try {
    await database.forget()
  } finally {
    await database.close()
  }
}

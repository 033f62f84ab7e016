import { grantsFor } from '../server/db/appendOnly'
import { tableNames, viewNames } from '../server/schemaNames.store'
import { optionOf, runCommand, tell, UsageError } from './commandLine'
import { openProduct } from './openProduct'

const help = `
用法：npm run grants -- --user 用户 [--host 主机]

打印 SQL：授予 DATABASE_URL 所指数据库的应用账号所需的最小权限，其中 audit 与 transfer 只可读、只可追加，表结构不可更改。请以
建表账号的 DATABASE_URL 运行（先完成迁移），再把打印的语句交给数据库管理员执行；服务端此后用应用账号连接。每次升级含有新表时重新执行。

Usage: npm run grants -- --user USER [--host HOST]

Prints the SQL that gives an application's user what the server needs on the database that DATABASE_URL names: rows of audit
and transfer can be read and added, but neither changed nor deleted, and no table can be altered. Run it with the
DATABASE_URL of the user that owns the tables (it migrates them first), have the statements run by who administers the
database, and let the server connect as the application's user. Do so again after an upgrade that brings tables.
HOST is % unless it is said otherwise. The user itself, with its password, is yours to create.
`

runCommand(help, async (words) => {
  const [user, host] = [optionOf(words, '--user'), optionOf(words, '--host') ?? '%']
  if (!user) throw new UsageError('缺少 --user / --user is missing')
  const product = await openProduct({ withDemoProgramme: false })
  try {
    const { databaseUrl } = product.environment
    if (databaseUrl.startsWith('sqlite:')) {
      tell('内嵌数据库没有账号：由触发器拒绝 / the embedded database has no users: triggers refuse')
      return 1
    }
    const database = new URL(databaseUrl.replace(/^\w+:/, 'mysql:')).pathname.slice(1)
    const names = { tables: tableNames(), views: await viewNames(product.database.reader) }
    for (const grant of grantsFor({ user, host, database, ...names })) process.stdout.write(`${grant}\n`)
    return 0
  } finally {
    await product.close()
  }
})

import { countAlone, countStale, type Resealed, resealAll } from '../server/db/reseal'
import { secrets } from '../server/secrets'
import { runCommand, tell, UsageError } from './commandLine'
import { type OpenProduct, openProduct } from './openProduct'

const help = `
用法：npm run rotate-keys [-- --check]

把 DATABASE_URL 所指数据库中一切加密的内容改用当前的 DATA_KEYS 与 DATA_CIPHER 重新加密，并用当前的 FINGERPRINT_KEYS
重新计算查找用的散列。服务端可照常运行；中断后再运行一次即从剩下的继续。--check 只数还有多少未完成：全部为 0 且退出码为 0
时，才可以删去旧版本的密钥。步骤见 docs/secrets.md。

Usage: npm run rotate-keys [-- --check]

Seals everything in the database that DATABASE_URL names anew, by the current DATA_KEYS and DATA_CIPHER, and makes the
hashes by which it is found anew by the current FINGERPRINT_KEYS. The server goes on serving meanwhile; after an
interruption the next run does what is left. --check only counts what is left: an old version may be taken out of the
variables when it prints none and ends with exit status 0. docs/secrets.md has the steps.
`

runCommand(help, async (words) => {
  const wrong = words.find((word) => word !== '--check')
  if (wrong !== undefined) throw new UsageError(`不认识 / unknown: ${wrong}`)
  const product = await openProduct({ withDemoProgramme: false, statementLimitMs: 600_000 })
  try {
    if (words.length === 0) await rotate(product)
    return await check(product)
  } finally {
    await product.close()
  }
})

/** A column that others wrote in meanwhile is walked again; what is left after that is theirs to write by the current keys. */
const roundsAtMost = 3

async function rotate({ database, vault }: OpenProduct): Promise<void> {
  for (let round = 1; round <= roundsAtMost; round++) {
    const done = await resealAll({ database, vault, told: tellOf }, secrets)
    if (done.every(({ passedOver }) => passedOver === 0)) return
  }
}

function tellOf({ table, column, changed, passedOver, stuck }: Resealed): void {
  if (changed + passedOver + stuck === 0) return
  tell(
    `${table}.${column}: 已更新 / changed ${changed}, 他人同时修改 / passed over ${passedOver}, 无法更新 / stuck ${stuck}`,
  )
}

/** What is hashed alone ends with its key, and is told; it does not keep an old key from being taken out. */
async function check({ database: { reader }, vault }: OpenProduct): Promise<number> {
  const stale = await countStale(reader, vault, secrets)
  const alone = await countAlone(reader, vault, secrets)
  for (const { table, column, stale: left } of stale) process.stdout.write(`${table}.${column}\t${left}\n`)
  for (const { table, column, stale: left, ends } of alone.filter((one) => one.stale > 0))
    tell(`${table}.${column}: ${left} 条由旧密钥散列，删去旧密钥即告结束 / by an older key; without it ends: ${ends}`)
  const left = stale.reduce((sum, one) => sum + one.stale, 0)
  tell(
    left === 0
      ? '没有旧密钥加密的内容 / nothing is sealed by an older key'
      : `还有 ${left} 条未完成，旧密钥不可删去 / ${left} are left: keep the older keys`,
  )
  return left === 0 ? 0 : 1
}

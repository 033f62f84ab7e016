import type { Reader } from '../server/db/database'
import { codesOutOfOrder } from '../server/features/catalogue'
import { entitlementsOutOfOrder } from '../server/features/entitlements'
import { bindingsOutOfOrder, verifyBooks } from '../server/features/points'
import {
  holdsOutOfOrder,
  ordersOutOfOrder,
  pricesOutOfOrder,
  redemptionsOutOfOrder,
  reviewsOutOfOrder,
} from '../server/features/redemption'
import { runCommand } from './commandLine'
import { openProduct } from './openProduct'

const help = `
用法：npm run verify-ledger

核对账本：每笔交易借贷相抵；每位持卡人的批次合计 = 余额 = 分录合计；在途冻结 = 未完成的兑换；
每次兑换扣的正是它的积分，只有等级权益不扣积分、且每项都有对应的选择；每个卡密只有一个归属；
供应商订单与兑换一一对应：成功的有凭证并已扣积分，失败的已退回；等待人工审核的与被暂扣的兑换一一对应；
账户所记的绑卡时间与卡一致。
标准输出是一个 JSON 对象；全部成立时退出码为 0，否则为 1。

Usage: npm run verify-ledger

Proves the books of the database that DATABASE_URL names, from its rows alone: legs sum to zero; lots = balance = entries
for every cardholder; held points = open redemptions; every redemption took its price, none only what a tier gave, and
that was chosen; every code has one owner; every order at a supplier is of one redemption, with evidence and its points
redeemed where it was delivered, and with its points back where it failed; what waits for a person and what is held for
one are the same redemptions; accounts say of the cards bound now what the cards say. Prints one JSON object; exit status 0 when everything holds, else 1.
`

runCommand(help, async () => {
  const { database, surroundings, close } = await openProduct({ statementLimitMs: 3_600_000 })
  try {
    const { checks, totals } = await verifyBooks(database.reader)
    const ofRows = []
    for (const [name, check] of checksOfRows(surroundings.now())) {
      const breaches = await check(database.reader)
      ofRows.push({ name, ok: breaches.length === 0, breaches })
    }
    const all = [...checks, ...ofRows]
    const ok = all.every((check) => check.ok)
    process.stdout.write(`${JSON.stringify({ ok, totals, checks: all }, null, 2)}\n`)
    return ok ? 0 : 1
  } finally {
    await close()
  }
})

function checksOfRows(now: Date): [name: string, check: (reader: Reader) => Promise<string[]>][] {
  return [
    ['codes_have_one_owner', (reader) => codesOutOfOrder(reader, { now })],
    ['redemptions_match_codes', redemptionsOutOfOrder],
    ['holds_are_open_redemptions', holdsOutOfOrder],
    ['redemptions_took_their_price', pricesOutOfOrder],
    ['orders_match_redemptions', ordersOutOfOrder],
    ['reviews_match_redemptions', reviewsOutOfOrder],
    ['entitlements_were_chosen', entitlementsOutOfOrder],
    ['accounts_match_cards', bindingsOutOfOrder],
  ]
}

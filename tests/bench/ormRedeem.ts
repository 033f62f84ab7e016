import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm'
import { idFrom } from '../../shared/values/ids'
import { testProgramme } from '../support/programme'
import { priceOfAll } from '../support/sale'

const programme_id = testProgramme.id
let made = 0

/**
 * A redemption the usual way: read and lock stock, account and lots through the ORM, change the objects, save them. What it
 * leaves out of the product's (limits, tiers, messages, keys) makes it quicker, not slower.
 */
export function redeemThroughOrm(
  source: DataSource,
  { cardholderId, benefitId, key }: { cardholderId: string; benefitId: string; key: string },
): Promise<void> {
  return source.transaction('READ COMMITTED', async (manager) => {
    const account = await locked(manager, 'account', { cardholder_id: cardholderId })
    const lot = await manager.getRepository('lot').findOneOrFail({
      where: { cardholder_id: cardholderId },
      order: { expires_on: 'ASC' },
    })
    const stock = await locked(manager, 'benefit_stock', { programme_id, benefit_id: benefitId })
    if (stock.issued >= stock.stock) throw new Error('sold out')
    stock.issued += 1
    stock.last_seq += 1
    const code = await locked(manager, 'benefit_code', { programme_id, benefit_id: benefitId, seq: stock.last_seq })
    const benefit = await manager.getRepository('benefit').findOneByOrFail({ programme_id, benefit_id: benefitId })
    const id = idFrom(Date.now(), entropy())
    const now = new Date()
    account.available = Number(account.available) - priceOfAll
    account.version = Number(account.version) + 1
    lot.available = Number(lot.available) - priceOfAll
    lot.redeemed = Number(lot.redeemed) + priceOfAll
    Object.assign(code, { state: 'issued', redemption_id: id, cardholder_id: cardholderId })
    await manager.getRepository('benefit_stock').save(stock)
    await manager.getRepository('benefit_code').save(code)
    await manager.getRepository('account').save(account)
    await manager.getRepository('lot').save(lot)
    await manager.getRepository('transfer').save(transferRow({ cardholderId, id, lotId: lot.lot_id, now }))
    await manager.getRepository('redemption').save(redemptionRow({ cardholderId, id, key, benefit, code, now }))
  })
}

async function locked(manager: EntityManager, entity: string, where: ObjectLiteral): Promise<ObjectLiteral> {
  return manager.getRepository(entity).findOneOrFail({ where, lock: { mode: 'pessimistic_write' } })
}

/** Different for each, which is all that is asked of it here. */
function entropy(): Uint8Array {
  const bytes = Buffer.alloc(10)
  bytes.writeUInt32BE(process.pid, 0)
  bytes.writeUIntBE(++made, 4, 6)
  return bytes
}

function transferRow({ cardholderId, id, lotId, now }: { cardholderId: string; id: string; lotId: string; now: Date }) {
  return {
    cardholder_id: cardholderId,
    transaction_id: idFrom(Date.now(), entropy()),
    seq: 0,
    programme_id,
    from_account: 'available',
    to_account: 'redeemed',
    amount: priceOfAll,
    kind: 'redeem',
    reference: id,
    purchase_id: null,
    lot_id: lotId,
    corrects: null,
    memo: 'bench',
    effective_on: now.toISOString().slice(0, 10),
    created_at: now,
    basis_id: null,
    arithmetic: null,
  }
}

function redemptionRow({ cardholderId, id, key, benefit, code, now }: RedemptionParts) {
  return {
    cardholder_id: cardholderId,
    id,
    programme_id,
    benefit_id: benefit.benefit_id,
    benefit_version: benefit.version,
    title: benefit.title,
    category: benefit.category,
    points: priceOfAll,
    origin: 'points',
    idempotency_key: key,
    state: 'delivered',
    transaction_id: id,
    code_seq: code.seq,
    code_id: code.code_id,
    code_masked: code.masked,
    valid_until: now,
    revealed_at: null,
    created_at: now,
    delivery: 'code',
    campaign_id: null,
    account_masked: null,
    order_no: null,
    link_cipher: null,
    failure: null,
    delivered_at: now,
  }
}

interface RedemptionParts {
  cardholderId: string
  id: string
  key: string
  benefit: ObjectLiteral
  code: ObjectLiteral
  now: Date
}

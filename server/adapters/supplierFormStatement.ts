import type { BusinessDay } from '../../shared/values/businessDay'
import { momentOfStamp } from '../ports/shanghaiStamp'
import type { StatementLine, SupplierStatement } from '../ports/supplier'
import { orderNoPattern, proofOf, unsure } from './supplierSide'

const header = 'out_trade_no|product_id|points|status|trade_no|order_time'

/**
 * The statement in these bytes; null when they do not begin as one.
 *
 * @throws Unsure when a line cannot be read, or when they do not add up to the total that closes them
 */
export function readFormStatement(bytes: Buffer, asked: { mchId: string; day: BusinessDay }): SupplierStatement | null {
  const text = bytes.toString('utf8')
  if (!text.startsWith(`${header}\n`) && !text.startsWith(`${header}\r\n`)) return null
  const [, ...rows] = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const total = rows.pop() ?? ''
  const lines = rows.map(lineOf)
  const delivered = lines.filter(({ state }) => state === 'delivered')
  const points = delivered.reduce((sum, line) => sum + line.points, 0)
  const { mchId, day } = asked
  const expected = ['TOTAL', mchId, day.replaceAll('-', ''), lines.length, delivered.length, points].join('|')
  if (total !== expected) throw unsure('statement', 'its lines do not add up to its total')
  return { lines: lines.map(({ points: _, ...line }) => line), proof: proofOf(bytes) }
}

function lineOf(row: string): StatementLine & { points: number } {
  const [orderNo = '', sku = '', points = '', status = '', serial = '', time = '', ...more] = row.split('|')
  const isWhole = more.length === 0 && orderNoPattern.test(orderNo) && sku !== '' && /^\d{0,12}$/.test(points)
  const isDelivered = status === 'SUCCESS' && /^[A-Za-z0-9_-]{1,64}$/.test(serial)
  const isRejected = status === 'FAILED' && serial === ''
  if (!isWhole || !(isDelivered || isRejected) || momentOfStamp(time) === null)
    throw unsure('statement', 'one of its lines is not in the shape of the wire')
  const common = { orderNo, sku, points: Number(points) }
  return isDelivered ? { ...common, state: 'delivered', serial } : { ...common, state: 'rejected', serial: null }
}

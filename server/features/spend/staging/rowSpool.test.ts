import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BusinessDay } from '../../../../shared/values/businessDay'
import { RowSpool } from './rowSpool'

test('keeps a bounded part of the rows in memory, however many there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'))
  const rows = new RowSpool(folder)
  const add = (from: number, to: number) => {
    for (let number = from; number < to; number++) {
      const token = `ct_${String(number % 5_000).padStart(8, '0')}`
      const text = `D,tx_${number},${token},purchase,2017-05-23T09:30:00Z,2017-05-23,1.00,CNY,1.00,CNY,shop,5541,pos,\n`
      const bytes = Buffer.from(text)
      rows.add(token, { number, bytes, start: 0, end: bytes.length })
    }
  }
  add(3, 60_000)
  const inMemory = rows.bytesInMemory
  add(60_000, 200_000)
  expect(inMemory).toBe(256 * 65_536)
  expect(rows.bytesInMemory).toBe(inMemory)
  const header = { programmeId: 'spruce-hoshino', day: '2017-05-23' as BusinessDay }
  const slice = await rows.slice({ slice: 511, slices: 512 }, header)
  expect(slice.length).toBeGreaterThan(200)
  expect(slice.every(({ row, line }) => row.transaction_id === `tx_${line}`)).toBe(true)
  rows.clear()
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})

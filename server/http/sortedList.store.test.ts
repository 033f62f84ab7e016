import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { Refused } from './refused'
import { type SortedPart, sortedIds, sortedRows } from './sortedList.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 2, 0, second))
  const rows = Array.from({ length: 23 }, (_, index) => ({
    id: `R${String(index).padStart(2, '0')}`.padEnd(26, '0'),
    programme_id: index === 22 ? 'other' : 'one',
    kind: ['settle_order', 'adjust_points', 'reveal_code'][index % 3] as string,
    payload: '{}',
    reason: '原因',
    made_by: 'x',
    made_at: at(Math.floor(index / 4)),
    state: 'open',
    decided_by: null,
    decided_at: index % 5 === 0 ? null : at(60 - index),
    decision_reason: null,
    result: index % 2 === 0 ? '{}' : null,
  }))
  await opened.database.inTransaction((tx) => tx.insert('request', rows))
})
afterAll(() => opened.close())

const list = {
  from: 'request r',
  id: 'r.id',
  where: 'r.programme_id = ?',
  parameters: ['one'],
  columns: {
    kind: { sql: 'r.kind', kind: 'text' },
    madeAt: { sql: 'r.made_at', kind: 'moment' },
    decidedAt: { sql: 'r.decided_at', kind: 'moment' },
    length: { sql: 'LENGTH(r.kind)', kind: 'number' },
  },
} as const
type Sort = SortedPart<keyof typeof list.columns>['sort']

async function all(sort: Sort, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await sortedIds(opened.database.reader, list, { sort, cursor, limit })
    expect(page.ids.length).toBeLessThanOrEqual(limit)
    ids.push(...page.ids)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return ids
}

const sorts: Sort[] = ['kind', '-kind', 'madeAt', '-madeAt', 'decidedAt', '-decidedAt', 'length', '-length']

test.each(sorts)('in parts, %s is what it is in one piece: nothing is lost and nothing comes twice', async (sort) => {
  const whole = await all(sort, 100)
  expect(new Set(whole).size).toBe(22)
  for (const limit of [1, 3, 7, 22]) expect(await all(sort, limit)).toEqual(whole)
  const other = (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as Sort
  expect((await all(other, 5)).reverse()).toEqual(whole)
})

test.each(sorts)('the rows of a part, %s, stand as their ids do, and go on where they do', async (sort) => {
  const { reader } = opened.database
  const part = { sort, cursor: undefined, limit: 7 }
  const read = ({ id, programme_id }: { id: string; programme_id: string }) => [programme_id, id]
  const { ids, next } = await sortedIds(reader, list, part)
  expect(await sortedRows(reader, { ...list, id: 'id', read }, part)).toEqual({
    found: ids.map((id) => ['one', id]),
    next,
  })
})

test('what is empty counts as the smallest', async () => {
  const down = await all('-decidedAt', 100)
  expect(down.slice(-5).map((id) => Number(id.slice(1, 3)) % 5)).toEqual([0, 0, 0, 0, 0])
  expect(down[0]).toContain('R01')
})

test('a cursor goes on in its own order alone', async () => {
  const { next } = await sortedIds(opened.database.reader, list, { sort: 'kind', cursor: undefined, limit: 2 })
  const forged = Buffer.from(JSON.stringify(['length', "' OR 1=1", 'x'])).toString('base64url')
  for (const [sort, cursor] of [
    ['-kind', next],
    ['madeAt', next],
    ['kind', 'nothing'],
    ['kind', ''],
    ['length', forged],
  ] as const) {
    const asked = sortedIds(opened.database.reader, list, { sort, cursor: cursor ?? undefined, limit: 2 })
    await expect(asked).rejects.toThrow(Refused)
  }
})

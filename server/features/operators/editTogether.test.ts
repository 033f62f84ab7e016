import type { VersionRowShown } from '../../../shared/contract/versions'
import { type CatalogueDesk, catalogueDesk } from '../../../tests/support/catalogueDesk'
import { refusalOf } from '../../../tests/support/refusalOf'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'

let on: CatalogueDesk
let colleague: OperatorSession
let versionId: string
beforeAll(async () => {
  on = await catalogueDesk()
  colleague = await on.desk.hire(['maker'])
})
afterAll(() => on.opened.close())
beforeEach(async () => {
  await on.begins()
  versionId = (await on.begin()).id
})

async function rowOf(benefitId: string): Promise<VersionRowShown | undefined> {
  const asked = { params: { versionId }, query: { q: benefitId }, body: undefined }
  const { rows } = await on.routes.rows(on.call(on.maker, asked))
  return rows.find((row) => row.benefitId === benefitId && row.kind !== 'removed')
}

/** Saves the row as it was opened, with other cells. */
const save = (opened: VersionRowShown, cells: object, by: OperatorSession = on.maker) =>
  on.routes.putRow(
    on.call(by, {
      params: { versionId, benefitId: opened.benefitId },
      query: {},
      body: { cells: { ...opened.cells, ...cells }, revision: opened.revision },
    }),
  )
const take = (opened: VersionRowShown, by: OperatorSession = on.maker) =>
  on.routes.removeRow(
    on.call(by, {
      params: { versionId, benefitId: opened.benefitId },
      query: { revision: opened.revision ?? '' },
      body: undefined,
    }),
  )
const fieldsOf = (trying: Promise<unknown>) =>
  trying.then(
    () => [],
    (error: unknown) => (error instanceof Refused ? error.details.fields : [String(error)]),
  )

describe('two makers who edit one row of a draft', () => {
  test('the second is refused with what is otherwise by now, and what the first wrote stands', async () => {
    const opened = (await rowOf('VIDEO-1')) as VersionRowShown
    await save(opened, { points: '150', title: '换了名字' }, colleague)
    expect(await fieldsOf(save(opened, { stock: '4' }))).toEqual([
      { path: 'body.cells.title', message: '现为「换了名字」 / it is "换了名字" now' },
      { path: 'body.cells.points', message: '现为「150」 / it is "150" now' },
      { path: 'body.cells.stock', message: '现为「5」 / it is "5" now' },
    ])
    expect(await refusalOf(save(opened, { stock: '4' }))).toBe('row_changed')
    const row = (await rowOf('VIDEO-1')) as VersionRowShown
    expect(row.cells).toMatchObject({ points: '150', title: '换了名字', stock: '5' })
    expect((await save(row, { stock: '4' })).cells).toMatchObject({ points: '150', title: '换了名字', stock: '4' })
  })

  test('of two in the same moment one is written', async () => {
    const opened = (await rowOf('VIDEO-1')) as VersionRowShown
    const prices = ['110', '120', '130']
    const ends = await Promise.allSettled(
      prices.map((points, at) => save(opened, { points }, at === 0 ? colleague : on.maker)),
    )
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const written = prices[ends.findIndex(({ status }) => status === 'fulfilled')]
    expect((await rowOf('VIDEO-1'))?.cells.points).toBe(written)
  })

  test('what one takes out the other does not put back unseen, and what one changed is not taken out unseen', async () => {
    const [video, music] = [await rowOf('VIDEO-1'), await rowOf('MUSIC-1')] as [VersionRowShown, VersionRowShown]
    await take(video, colleague)
    expect(await refusalOf(save(video, { points: '1' }))).toBe('row_changed')
    expect(await take(video)).toEqual({ removed: 0 })
    await save(music, { points: '90' }, colleague)
    expect(await refusalOf(take(music))).toBe('row_changed')
    expect((await rowOf('MUSIC-1'))?.cells.points).toBe('90')
  })

  test('two who add the same benefit do not write over each other', async () => {
    const { cells } = (await rowOf('VIDEO-1')) as VersionRowShown
    const fresh = { benefitId: 'NEW-1', cells, revision: null } as VersionRowShown
    await save(fresh, { title: '先来的' }, colleague)
    expect(await refusalOf(save(fresh, { title: '后来的' }))).toBe('row_changed')
    expect((await rowOf('NEW-1'))?.cells.title).toBe('先来的')
  })

  test('to save again what is there, or to move it, is no other writing', async () => {
    const opened = (await rowOf('VIDEO-1')) as VersionRowShown
    const saved = await save(opened, {})
    expect(saved.revision).toBe(opened.revision)
    expect((await save(opened, { points: '99' }, colleague)).revision).not.toBe(opened.revision)
  })
})

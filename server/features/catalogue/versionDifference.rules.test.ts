import fc from 'fast-check'
import { cellsFrom } from './benefitCells'
import { countKinds, differences } from './versionDifference.rules'
import type { VersionRow } from './versions.store'

const row = (benefit_id: string, position: number, title = '月卡'): VersionRow => {
  return { position, cells: cellsFrom({ benefit_id, title }) }
}
const list = (...ids: string[]) => ids.map((id, at) => row(id, at + 1))
const kinds = (before: VersionRow[], after: VersionRow[]) =>
  differences(before, after)
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ benefitId, kind }) => `${benefitId} ${kind}`)

test.each([
  ['nothing', list('A', 'B', 'C'), []],
  ['a new one at the front, which moves nobody', list('D', 'A', 'B', 'C'), ['D new']],
  ['one that was taken out, which moves nobody', list('A', 'C'), ['B removed']],
  ['the last one at the front', list('C', 'A', 'B'), ['C moved']],
  ['other places in the same order', [row('A', 10), row('B', 20), row('C', 30)], []],
  ['another title', [row('A', 1), row('B', 2, '季卡'), row('C', 3)], ['B changed']],
])('%s', (_, after, expected) => {
  expect(kinds(list('A', 'B', 'C'), after)).toEqual(expected)
})

test('every cell that differs is told, with what it was and what it is', () => {
  expect(differences([row('A', 1)], [row('A', 1, '季卡')])[0]?.changes).toEqual([
    { column: 'title', before: '月卡', after: '季卡' },
  ])
})

const catalogue = fc
  .uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 12 }), title: fc.constantFrom('月卡', '季卡') }), {
    selector: ({ id }) => id,
  })
  .map((all) => all.map(({ id, title }, at) => row(`B-${id}`, at + 1, title)))

test('all of both sides is counted once, and what is the same on both is unchanged', () => {
  fc.assert(
    fc.property(catalogue, catalogue, (before, after) => {
      const counts = countKinds(differences(before, after))
      const { removed, ...there } = counts
      expect(Object.values(there).reduce((sum, count) => sum + count, 0)).toBe(after.length)
      expect(removed).toBe(before.length - (after.length - counts.new))
      expect(countKinds(differences(before, before)).unchanged).toBe(before.length)
      const mirrored = countKinds(differences(after, before))
      expect([mirrored.new, mirrored.removed, mirrored.changed]).toEqual([counts.removed, counts.new, counts.changed])
    }),
  )
})

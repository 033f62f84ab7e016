import fc from 'fast-check'
import { cursorOf, mergedPage, positionsOf } from './timeline.rules'

const moments = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 30 })

test('page by page, everything comes once, and each source in its own order', () => {
  fc.assert(
    fc.property(fc.array(moments, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (found, limit) => {
      const all = found.map((source, at) => ({
        name: `source ${at}`,
        items: source
          .sort((a, b) => b - a)
          .map((moment, place) => ({
            key: `${place}`,
            item: { at: String(moment).padStart(2, '0'), id: `${at}.${place}` },
          })),
      }))
      const shown: { at: string; id: string }[] = []
      let cursor: string | undefined
      do {
        const positions = positionsOf(cursor) ?? {}
        const rest = all.map(({ name, items }) => {
          const behind = positions[name] === undefined ? 0 : Number(positions[name]) + 1
          return { name, items: items.slice(behind, behind + limit + 1) }
        })
        const page = mergedPage(rest, limit)
        shown.push(...page.items)
        cursor = page.hasMore ? cursorOf({ ...positions, ...page.positions }) : undefined
      } while (cursor !== undefined)
      expect(shown.map(({ id }) => id).sort()).toEqual(
        all.flatMap(({ items }) => items.map(({ item }) => item.id)).sort(),
      )
      expect(shown.map(({ at }) => at)).toEqual(
        shown
          .map(({ at }) => at)
          .sort()
          .reverse(),
      )
    }),
  )
})

test.each(['', 'x', 'WzFd', 'bnVsbA', 'MQ'])('%j is no place in a timeline', (cursor) => {
  expect(positionsOf(cursor)).toBeNull()
})

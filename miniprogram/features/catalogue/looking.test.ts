import { catalogueQuery } from '../../../shared/contract/catalogue'
import { bands, edges, everything, isNarrowed, queryOf } from './looking'

describe('what is looked for', () => {
  it('is everything at first, and nothing of it is asked', () => {
    expect(queryOf(everything)).toEqual({})
    expect(isNarrowed(everything)).toBe(false)
  })

  it('is asked as the contract has it', () => {
    const query = queryOf({ category: 'video', words: '  月卡   VIP ', tier: 'gold', band: 'middle', redeemable: true })
    expect(query).toEqual({
      category: 'video',
      q: '月卡 VIP',
      tier: 'gold',
      minPoints: '1001',
      maxPoints: '3000',
      redeemable: 'true',
    })
    expect(catalogueQuery.parse(query)).toEqual(query)
  })

  it('is nothing more when only blanks were typed', () => {
    expect(isNarrowed({ ...everything, words: '   ' })).toBe(false)
  })

  it('has bands that leave no price out and none twice', () => {
    for (const points of [1, 1_000, 1_001, 3_000, 3_001, 100_000_000]) {
      const found = bands.filter((band) => {
        if (band === 'all') return false
        const { minPoints = 0, maxPoints = Number.POSITIVE_INFINITY } = edges[band]
        return points >= minPoints && points <= maxPoints
      })
      expect(found).toHaveLength(1)
    }
  })
})

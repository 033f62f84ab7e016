import { measurePackage } from './size'
import { tinyPackage } from './tinyPackage'

describe('the size of a package', () => {
  it('counts sub-packages apart from the main package', () => {
    const directory = tinyPackage({
      'app.json': JSON.stringify({ pages: ['home'], subPackages: [{ root: 'features/ledger', pages: ['ledger'] }] }),
      'features/ledger/ledger.js': 'x'.repeat(10 * 1024),
      'features/ledgers.js': 'x'.repeat(5 * 1024),
    })
    const { mainKb, subPackagesKb } = measurePackage(directory)
    expect(subPackagesKb['features/ledger']).toBe(10)
    expect(mainKb).toBeGreaterThan(5)
    expect(mainKb).toBeLessThan(7)
  })
})

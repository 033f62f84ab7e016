import { askedFor, help } from './asked'

test('without arguments, everything', () => {
  expect(askedFor([])).toEqual({ only: [], journeys: true, patterns: [] })
})

test('takes parts, the browser left out, and paths', () => {
  const args = ['--only', 'unit', '--only', 'mariadb', '--no-journeys', 'shared/', 'db']
  expect(askedFor(args)).toEqual({ only: ['unit', 'mariadb'], journeys: false, patterns: ['shared/', 'db'] })
})

test('help names every part and option, in both languages', () => {
  expect(askedFor(['--help'])).toBe('help')
  for (const word of ['unit', 'embedded', 'mariadb', 'weapp', 'journeys', '--only', '--no-journeys', '用法', 'Usage']) {
    expect(help).toContain(word)
  }
})

test.each([
  [['--only', 'some'], 'unit | embedded | mariadb | weapp | journeys ≠ some'],
  [['--only', 'journeys', '--no-journeys'], 'cannot be used together'],
  [['--fast'], "Unknown option '--fast'"],
  [['('], 'Invalid regular expression'],
])('refuses %j', (args, message) => {
  expect(() => askedFor(args)).toThrow(message)
})

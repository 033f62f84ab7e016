import { type Asked, planParts } from './parts'

const files = {
  tests: ['server/db/database.test.ts', 'shared/values/fen.test.ts', 'shared/values/ids.test.ts'],
  database: ['server/db/database.test.ts'],
  journeys: ['tests/journeys/loop.journey.ts'],
  weapp: ['tests/weapp/loop.journey.ts'],
}
const everything: Asked = { only: [], journeys: true, patterns: [] }
const namesOf = (asked: Partial<Asked>) => planParts(files, { ...everything, ...asked }).parts.map(({ name }) => name)

test('runs database tests and journeys on both databases, the others once', () => {
  const { parts, leftOut } = planParts(files, everything)
  expect(parts).toEqual([
    { name: 'mariadb', files: files.database, database: 'mariadb', browser: false },
    { name: 'embedded', files: files.database, database: 'embedded', browser: false },
    {
      name: 'unit',
      files: ['shared/values/fen.test.ts', 'shared/values/ids.test.ts'],
      database: null,
      browser: false,
    },
    { name: 'weapp', files: files.weapp, database: 'embedded', browser: true },
    { name: 'journeys embedded', files: files.journeys, database: 'embedded', browser: true },
    { name: 'journeys mariadb', files: files.journeys, database: 'mariadb', browser: true },
  ])
  expect(leftOut).toEqual([])
})

test.each<[string, Partial<Asked>, string[]]>([
  ['no journeys', { journeys: false }, ['mariadb', 'embedded', 'unit']],
  ['one part', { only: ['embedded'] }, ['embedded']],
  ['two parts', { only: ['unit', 'mariadb'] }, ['mariadb', 'unit']],
  ['journeys alone', { only: ['journeys'] }, ['journeys embedded', 'journeys mariadb']],
  ["WeChat's build alone", { only: ['weapp'] }, ['weapp']],
  ['a path of database tests', { patterns: ['db/'] }, ['mariadb', 'embedded']],
  ['a path and a part', { patterns: ['db/|fen'], only: ['unit'] }, ['unit']],
  ['a path that nothing matches', { patterns: ['nowhere'] }, []],
])('asked for %s, runs just that', (_, asked, names) => {
  expect(namesOf(asked)).toEqual(names)
})

test('names what was left out', () => {
  expect(planParts(files, { ...everything, journeys: false }).leftOut).toEqual([
    'weapp',
    'journeys embedded',
    'journeys mariadb',
  ])
})

test('keeps of a part only the files that match', () => {
  const { parts } = planParts(files, { ...everything, patterns: ['fen', 'ids'], only: ['unit'] })
  expect(parts[0]?.files).toEqual(['shared/values/fen.test.ts', 'shared/values/ids.test.ts'])
})

test('keeps a part without files, so that it is reported', () => {
  const { parts } = planParts({ ...files, journeys: [] }, { ...everything, only: ['journeys'] })
  expect(parts.map((part) => part.files.length)).toEqual([0, 0])
})

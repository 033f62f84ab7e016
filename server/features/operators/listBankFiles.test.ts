import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { OperatorSession } from '../../http/operators'
import { takeFile } from '../spend'
import { listBankFiles } from './listBankFiles'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await installTestProgramme(opened.database, { id: 'second' })
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const folder = await mkdtemp(join(tmpdir(), 'kaquan-files-'))
  for (const name of [`${testProgramme.id}-20261121.csv`, 'second-20261121.csv', 'something.csv']) {
    const path = join(folder, name)
    await writeFile(path, `not a file of the bank: ${name}`)
    await takeFile({ path }, { database: opened.database, posting: testPosting(surroundings), surroundings })
  }
  await rm(folder, { recursive: true })
})
afterAll(() => opened.close())

const auditor = (programmeId: string): OperatorSession => {
  return { operatorId: '01M8', name: 'auditor', programmeId, roles: ['auditor'] }
}

test.each([
  [testProgramme.id, testProgramme.id, [`${testProgramme.id}-20261121.csv`]],
  ['second', 'second', ['second-20261121.csv']],
  ['*', testProgramme.id, [`${testProgramme.id}-20261121.csv`, 'something.csv']],
])('who works for %s and looks at %s sees the refused files %j, with why', async (own, programmeId, expected) => {
  const { files } = await listBankFiles(opened.database.reader, { programmeId, session: auditor(own) })
  expect(files.map(({ file }) => file).sort()).toEqual([...expected].sort())
  for (const { outcome, problems } of files) {
    expect(outcome).toBe('refused')
    expect(problems.length).toBeGreaterThan(0)
  }
})

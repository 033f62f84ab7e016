import { runScript } from '../tests/support/runScript'
import { type TestDatabase, testDatabase } from '../tests/support/testDatabase'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const operator = (...words: string[]) => runScript('operator', words, { DATABASE_URL: opened.url })

test('says what it does in both languages', () => {
  const { status, stdout } = operator('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('用法')
  expect(stdout).toContain('Usage')
})

test('makes, lists, renews and disables an operator; the token is printed and kept nowhere', async () => {
  const made = operator('create', '--roles', 'maker,checker', '--name', '运营制单 / Maker desk')
  expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^[0-9A-Z]{26}\.[\w-]{43}\n$/) })
  const [id = '', secret = ''] = made.stdout.trim().split('.')
  expect(operator('list').stdout).toMatch(new RegExp(`^${id}\\t\\*\\tmaker,checker\\t运营制单 / Maker desk\\t在用`))
  for (const table of ['operator', 'audit']) {
    expect(JSON.stringify(await opened.database.reader.rows(`SELECT * FROM ${table}`))).not.toContain(secret)
  }
  const renewed = operator('renew', id)
  expect(renewed.stdout).toMatch(new RegExp(`^${id}\\.`))
  expect(renewed.stdout).not.toBe(made.stdout)
  expect(operator('disable', id)).toMatchObject({ status: 0, stdout: expect.stringContaining('停用') })
  expect(operator('disable', id).status).toBe(1)
  expect(operator('renew', id).status).toBe(1)
  const actions = await opened.database.reader.rows<{ action: string }>('SELECT action FROM audit ORDER BY id')
  expect(actions.map(({ action }) => action)).toEqual(['operator.created', 'operator.renewed', 'operator.disabled'])
}, 60_000)

test('two operators cannot have one name, since a name is what stands beside a decision', () => {
  const create = () => operator('create', '--roles', 'checker', '--name', '运营复核 / Checker desk')
  expect(create().status).toBe(0)
  expect(create()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('taken') })
}, 60_000)

test('somebody who signs in gets a code to set up their account, and another one when that is lost', async () => {
  const made = operator('create', '--roles', 'admin', '--name', '管理员 / Admin', '--login', 'first.admin')
  expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^[\w-]{20}\n$/) })
  const [id = ''] = made.stderr.split('\t')
  const again = operator('enrol', id)
  expect(again.stdout).toMatch(/^[\w-]{20}\n$/)
  expect(again.stdout).not.toBe(made.stdout)
  expect(JSON.stringify(await opened.database.reader.rows('SELECT * FROM operator'))).not.toContain(made.stdout.trim())
  const taken = operator('create', '--roles', 'admin', '--name', '另一个 / Other', '--login', 'first.admin')
  expect(taken).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('taken') })
  expect(operator('enrol', '0'.repeat(26)).status).toBe(1)
}, 60_000)

test.each([
  ['no command', []],
  ['an unknown command', ['promote']],
  ['no name', ['create', '--roles', 'maker']],
  ['no roles', ['create', '--name', 'x']],
  ['a role that does not exist', ['create', '--name', 'x', '--roles', 'maker,king']],
  ['a programme that is not installed', ['create', '--name', 'x', '--roles', 'maker', '--programme', 'nobody']],
  ['nobody to disable', ['disable']],
  ['a login with a space', ['create', '--name', 'x', '--roles', 'maker', '--login', 'a b']],
])('ends with 2 at %s', (_, words) => {
  expect(operator(...words)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('npm run operator'),
  })
})

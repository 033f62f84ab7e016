import { isDuplicateKey, isTransient, retrying } from './retry'

/** Fails this often, then succeeds. */
function failing(times: number, error: unknown) {
  let tries = 0
  const transaction = async () => {
    tries++
    if (tries <= times) throw error
    return 'done'
  }
  return { transaction, tries: () => tries }
}

const deadlock = Object.assign(new Error('Deadlock found'), { errno: 1213 })
const noWait = () => 0

test('answers what the transaction answers', async () => {
  const { transaction, tries } = failing(0, deadlock)
  expect(await retrying(transaction, noWait)).toBe('done')
  expect(tries()).toBe(1)
})

test('runs the whole transaction again after a deadlock', async () => {
  const { transaction, tries } = failing(3, deadlock)
  expect(await retrying(transaction, noWait)).toBe('done')
  expect(tries()).toBe(4)
})

test('gives up after twelve tries with the last error', async () => {
  const { transaction, tries } = failing(Number.POSITIVE_INFINITY, deadlock)
  await expect(retrying(transaction, noWait)).rejects.toBe(deadlock)
  expect(tries()).toBe(12)
})

test('does not repeat what would fail again', async () => {
  const { transaction, tries } = failing(1, new Error('a bug'))
  await expect(retrying(transaction, noWait)).rejects.toThrow('a bug')
  expect(tries()).toBe(1)
})

test('waits a random while between tries, within a limit', async () => {
  const asked: number[] = []
  const { transaction } = failing(2, deadlock)
  await retrying(transaction, () => asked.push(0) * 0)
  expect(asked).toHaveLength(2)
})

const wrapped = (error: object) => ({ name: 'QueryFailedError', driverError: error })

test.each<[string, unknown, boolean]>([
  ['a deadlock', { errno: 1213 }, true],
  ['a lock time-out', { errno: 1205 }, true],
  ['a record changed since last read', { errno: 1020 }, true],
  ['a node that is not ready', { errno: 1047 }, true],
  ['an error during commit', { errno: 1180 }, true],
  ['a lost connection', { code: 'PROTOCOL_CONNECTION_LOST' }, true],
  ['a reset connection', { code: 'ECONNRESET' }, true],
  ['a busy SQLite', { code: 'SQLITE_BUSY' }, true],
  ['a snapshot that is too old', { code: 'SQLITE_BUSY_SNAPSHOT' }, true],
  ['any of them as TypeORM wraps it', wrapped({ errno: 1213 }), true],
  ['a duplicate key', { errno: 1062 }, false],
  ['a wrong statement', wrapped({ errno: 1064 }), false],
  ['an ordinary error', new Error('no'), false],
  ['nothing', undefined, false],
])('%s: worth another try? %p → %p', (_, error, answer) => {
  expect(isTransient(error)).toBe(answer)
})

test.each<[string, unknown, boolean]>([
  ["MySQL's", { errno: 1062 }, true],
  ["SQLite's for a primary key", { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }, true],
  ["SQLite's for a unique index", { code: 'SQLITE_CONSTRAINT_UNIQUE' }, true],
  ['one as TypeORM wraps it', wrapped({ errno: 1062 }), true],
  ['a missing value', { code: 'SQLITE_CONSTRAINT_NOTNULL' }, false],
  ['a deadlock', { errno: 1213 }, false],
  ['nothing', null, false],
])('%s: a duplicate key? %p → %p', (_, error, answer) => {
  expect(isDuplicateKey(error)).toBe(answer)
})

test('an error that names itself as its cause is not asked for ever', () => {
  const error: { driverError?: unknown } = {}
  error.driverError = error
  expect([isTransient(error), isDuplicateKey(error)]).toEqual([false, false])
})

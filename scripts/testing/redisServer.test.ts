import { chooseRedis, redisMissing } from './redisServer'

test('a Redis that is named comes before an installed one, and without either there is none', () => {
  const [url, program] = ['redis://127.0.0.1:6379/9', '/usr/bin/redis-server']
  expect(chooseRedis({ url, program })).toEqual({ kind: 'given', url })
  expect(chooseRedis({ url: undefined, program })).toEqual({ kind: 'private', program })
  expect(chooseRedis({ url: undefined, program: undefined })).toEqual({ kind: 'missing' })
})

test('where there is none, the line to type is said in both languages', () => {
  expect(redisMissing()).toMatch(/请运行：.*redis[\s\S]*Type: .*redis/)
})

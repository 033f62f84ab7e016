import { attemptsInMemory } from './attempts'
import { countLaneRefusals, countMisses } from './countMisses'
import { Refused } from './refused'

const who = (name: string) => ({ session: { sessionId: name, cardholderId: name }, address: `of ${name}` })

function handlers() {
  const all = {
    one: async ({ id }: ReturnType<typeof who> & { id: string }) => {
      if (id === 'mine') return { id }
      throw new Refused(id === 'early' ? 'not_released_yet' : 'not_found')
    },
    list: async (_: ReturnType<typeof who>) => {
      throw new Refused('not_found')
    },
  }
  return countMisses(attemptsInMemory(), all, ['one'])
}

const codeOf = (trying: Promise<unknown>) =>
  trying.then(
    () => 'found',
    (error: Refused) => error.code,
  )

test('who finds nothing again and again is stopped, also from what is theirs, and others are not', async () => {
  const { one } = handlers()
  for (let miss = 0; miss < 60; miss++) expect(await codeOf(one({ ...who('curious'), id: 'else' }))).toBe('not_found')
  expect(await codeOf(one({ ...who('curious'), id: 'else' }))).toBe('too_many_requests')
  expect(await codeOf(one({ ...who('curious'), id: 'mine' }))).toBe('too_many_requests')
  expect(await codeOf(one({ ...who('somebody'), id: 'mine' }))).toBe('found')
})

test('what is found, or refused for another reason, costs nothing, nor does what is not named', async () => {
  const { one, list } = handlers()
  for (let time = 0; time < 100; time++) {
    expect(await codeOf(one({ ...who('me'), id: 'mine' }))).toBe('found')
    expect(await codeOf(one({ ...who('me'), id: 'early' }))).toBe('not_released_yet')
    expect(await codeOf(list(who('me')))).toBe('not_found')
  }
})

test('who is refused on their lane again and again leaves thirty decisions an hour, and others go on', async () => {
  let decisions = 0
  const confirm = async ({ isTheirs }: ReturnType<typeof who> & { isTheirs: boolean }) => {
    decisions += 1
    if (!isTheirs) throw new Refused('step_up_required')
    return 'redeemed'
  }
  const counted = countLaneRefusals(attemptsInMemory(), { confirm }, ['confirm'])
  for (let time = 0; time < 300; time++) await codeOf(counted.confirm({ ...who('attacker'), isTheirs: false }))
  expect(decisions).toBe(30)
  expect(await codeOf(counted.confirm({ ...who('attacker'), isTheirs: true }))).toBe('too_many_requests')
  for (let time = 0; time < 100; time++) {
    expect(await codeOf(counted.confirm({ ...who('somebody'), isTheirs: true }))).toBe('found')
  }
})

import { scriptedBank } from '../../../tests/support/scriptedBank'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { attemptsInMemory } from '../../http/attempts'
import { phonesAtBank } from './phonesAtBank'

const programmeId = 'a-programme'
const known = '13800000001'
const unknown = '13800000002'

/** A bank that knows one phone, and somebody who asks it. */
function asking({ atMost }: { atMost?: number } = {}) {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const bank = scriptedBank()
  bank.tellsOf(known)
  const heard: string[] = []
  const isKnown = phonesAtBank({
    ...{ bank, surroundings, atMost, attempts: attemptsInMemory() },
    heardOfPhone: (said) => void heard.push(said),
  })
  const ask = (phone: string, { lane = 'normal' as 'normal' | 'quarantine', programme = programmeId } = {}) =>
    isKnown({ programmeId: programme, phone, phoneFingerprint: `of ${phone}`, lane })
  return { ask, bank, heard, advance: (minutes: number) => surroundings.advance(minutes * 60_000) }
}

test('asks about a phone that is known once a day', async () => {
  const { ask, bank, advance } = asking()
  expect([await ask(known), await ask(known)]).toEqual([true, true])
  advance(24 * 60 - 1)
  await ask(known)
  expect(bank.asked).toEqual([`phone ${known}`])
  advance(1)
  await ask(known)
  expect(bank.asked).toHaveLength(2)
})

test('asks about a phone that is not known once in ten minutes, so that a new card is known soon', async () => {
  const { ask, bank, advance } = asking()
  expect([await ask(unknown), await ask(unknown)]).toEqual([false, false])
  expect(bank.asked).toHaveLength(1)
  bank.tellsOf(known, unknown)
  advance(9)
  expect(await ask(unknown)).toBe(false)
  advance(1)
  expect(await ask(unknown)).toBe(true)
})

test('asks once for all who ask at the same moment', async () => {
  const { ask, bank } = asking()
  expect(await Promise.all(Array.from({ length: 20 }, () => ask(unknown)))).toEqual(Array(20).fill(false))
  expect(bank.asked).toHaveLength(1)
})

test('keeps what it heard for one programme from the others', async () => {
  const { ask, bank } = asking()
  await ask(known)
  await ask(known, { programme: 'another-programme' })
  expect(bank.asked).toHaveLength(2)
})

test('leaves a bank that says nothing alone for ten seconds, and then asks it again', async () => {
  const { ask, bank, heard, advance } = asking()
  const asked = jest.spyOn(bank, 'knowsPhone').mockResolvedValue(null)
  expect([await ask(known), await ask(known), await ask(unknown)]).toEqual([null, null, null])
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockRestore()
  advance(10 / 60)
  expect([await ask(known), await ask(unknown)]).toEqual([true, false])
  expect(heard).toEqual(['nothing', 'known', 'unknown'])
})

test('remembers nothing of a question that failed', async () => {
  const { ask, bank } = asking()
  jest.spyOn(bank, 'knowsPhone').mockRejectedValueOnce(new Error('a bug'))
  await expect(ask(known)).rejects.toThrow('a bug')
  expect(await ask(known)).toBe(true)
})

test('asks no more where a lane has used up its questions, and the others go on', async () => {
  const { ask, bank } = asking()
  for (let phone = 0; phone < 500; phone++) await ask(`139${phone}`, { lane: 'quarantine' })
  expect(await ask(known, { lane: 'quarantine' })).toBeNull()
  expect(bank.asked).toHaveLength(500)
  expect(await ask(known)).toBe(true)
  // What is known already costs no question.
  expect(await ask(known, { lane: 'quarantine' })).toBe(true)
})

test('remembers so many phones and no more, the latest', async () => {
  const { ask, bank } = asking({ atMost: 2 })
  for (const phone of ['1', '2', '3']) await ask(phone)
  await ask('3')
  await ask('2')
  expect(bank.asked).toHaveLength(3)
  await ask('1')
  expect(bank.asked).toHaveLength(4)
})

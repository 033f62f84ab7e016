import fc from 'fast-check'
import type { BankEvent } from '../../../shared/contract/spend'
import { recomputedEvaluation } from '../../../shared/contract/tiers'
import { addDays, businessDay, businessDayOf } from '../../../shared/values/businessDay'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Tx } from '../../db/database'
import { takeEvents } from '../spend'
import { evaluateTiers, recomputeEvaluation, standingOf } from '.'
import { evaluationsOf } from './evaluations.store'
import type { Who } from './growth.store'
import { showHistory } from './showHistory'

let opened: TestDatabase
let surroundings: HeldSurroundings
let count = 0

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(async () => {
  surroundings = heldSurroundings('2026-03-07T10:00:00Z')
  // Every test has the job to itself.
  await opened.database.inTransaction((tx) => tx.change('DELETE FROM tier_standing'))
})

const newCard = () => boundCard(opened.database, `t${String(++count).padStart(7, '0')}`)

/** Takes spends as soon as the last of them may be known. */
function take(card: BoundForTest, ...spends: [day: string, yuan: number][]) {
  const lastDay =
    spends
      .map(([day]) => day)
      .sort()
      .at(-1) ?? ''
  if (lastDay > addDays(businessDayOf(surroundings.now()), 1)) at(lastDay)
  const events = spends.map(
    ([day, yuan]): BankEvent =>
      bankEvent(`${card.cardToken}_${day}_${yuan}`, day, { yuan, card_token: card.cardToken }),
  )
  return takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
}

const at = (day: string) => surroundings.set(`${day}T10:00:00+08:00`)
async function locked(tx: Tx, { programmeId, cardholderId }: Who): Promise<void> {
  await testPosting(surroundings).begin(tx, programmeId, [{ programmeId, cardholderId }])
}
const run = (lock = locked) => evaluateTiers(testProgramme.id, { database: opened.database, surroundings, lock })

async function runOn(...days: string[]) {
  for (const day of days) {
    at(day)
    await run()
  }
}

const standing = async (card: BoundForTest) => {
  const sql = 'SELECT tier, reached_on, term_ends_on, due_on FROM tier_standing WHERE cardholder_id = ?'
  const [row] = await opened.database.reader.rows<Record<string, string | null>>(sql, [card.cardholderId])
  return row && [row.tier, row.reached_on, row.term_ends_on, row.due_on]
}

const steps = async (card: BoundForTest) =>
  (await evaluationsOf(opened.database.reader, card.cardholderId))
    .map(({ kind, reachedOn, to }) => `${kind} ${reachedOn} ${to}`)
    .reverse()

const messages = async (card: BoundForTest, topic: string) => {
  const sql = 'SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = ? ORDER BY id'
  const rows = await opened.database.reader.rows<{ payload: string }>(sql, [card.cardholderId, topic])
  return rows.map((row) => JSON.parse(row.payload) as Record<string, unknown>)
}

const downTheStairs = ['upgrade 2026-03-07 gold', 'downgrade 2027-04-07 silver', 'downgrade 2028-05-07 basic']

test('a spend that reaches a tier starts its term, and the next look is at the first notice', async () => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500])
  expect(await standing(card)).toEqual(['gold', '2026-03-07', '2027-03-07', '2027-02-05'])
  expect(await run()).toBe(0)
})

test('after years of rest the steps hold from their own days', async () => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500])
  await runOn('2028-12-31')
  expect(await steps(card)).toEqual(downTheStairs)
  expect(await standing(card)).toEqual(['basic', '2028-05-07', null, null])
  expect(await messages(card, 'tier.ending')).toEqual([])
  expect(await run()).toBe(0)
})

test('a job that runs every now and then comes to the same', async () => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500])
  await runOn('2027-02-10', '2027-03-08', '2027-04-06', '2027-04-07', '2027-04-07', '2028-04-20', '2028-05-07')
  expect(await steps(card)).toEqual(downTheStairs)
  expect(await standing(card)).toEqual(['basic', '2028-05-07', null, null])
})

test('several jobs at once end a term once and give each notice once', async () => {
  const cards = [await newCard(), await newCard(), await newCard()]
  for (const card of cards) await take(card, ['2026-03-07', 4500], ['2026-12-01', 2500])
  at('2027-02-05')
  const looked = await Promise.all([run(), run(), run()])
  expect(looked.reduce((sum, each) => sum + each, 0)).toBe(3)
  for (const card of cards) {
    expect(await messages(card, 'tier.ending')).toEqual([
      { tier: 'gold', endsOn: '2027-03-07', missing: 1500, daysLeft: 30 },
    ])
  }
  at('2027-04-07')
  await Promise.all([run(), run(), run()])
  for (const card of cards) expect(await steps(card)).toEqual(downTheStairs.slice(0, 2))
})

test('a job and a spend at once come to the same as one after the other', async () => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500])
  at('2027-04-07')
  await Promise.all([run(), take(card, ['2027-03-20', 4000]), run()])
  expect((await standing(card))?.slice(0, 3)).toEqual(['gold', '2026-03-07', '2028-03-20'])
})

test.each([
  ['while it keeps a step', 1],
  ['while it gives a notice, the step being kept', 2],
])('killed %s, it comes to the same when it runs again', async (_, died) => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500])
  at('2028-03-31')
  const { newId } = surroundings
  let calls = 0
  surroundings.newId = () => {
    if (++calls === died) throw new Error('killed')
    return newId()
  }
  await expect(run()).rejects.toThrow('could not be evaluated: 1')
  expect(await steps(card)).toEqual(downTheStairs.slice(0, 1))
  surroundings.newId = newId
  await run()
  expect(await steps(card)).toEqual(downTheStairs.slice(0, 2))
  expect(await messages(card, 'tier.ending')).toMatchObject([{ tier: 'silver', endsOn: '2028-04-06', daysLeft: 6 }])
})

test('one cardholder whose lock cannot be had stops nobody else', async () => {
  const [broken, sound] = [await newCard(), await newCard()]
  for (const card of [broken, sound]) await take(card, ['2026-03-07', 4500])
  at('2027-04-07')
  const lock = async (tx: Tx, who: Who) => {
    if (who.cardholderId === broken.cardholderId) throw new Error('out of order')
    await locked(tx, who)
  }
  await expect(run(lock)).rejects.toThrow('tiers that could not be evaluated: 1')
  expect(await steps(sound)).toHaveLength(2)
  expect(await steps(broken)).toHaveLength(1)
})

describe('notices', () => {
  it('say what is missing, 30 and 7 days before, once each', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500], ['2026-12-01', 2500])
    await runOn('2027-02-04', '2027-02-05', '2027-02-05', '2027-02-06')
    await take(card, ['2027-02-06', 100])
    await runOn('2027-02-27', '2027-02-28', '2027-03-01', '2027-03-07')
    expect(await messages(card, 'tier.ending')).toEqual([
      { tier: 'gold', endsOn: '2027-03-07', missing: 1500, daysLeft: 30 },
      { tier: 'gold', endsOn: '2027-03-07', missing: 1400, daysLeft: 7 },
    ])
  })

  it('that were slept through go out late while they make sense, the first not beside the second', async () => {
    const [one, two] = [await newCard(), await newCard()]
    for (const card of [one, two]) await take(card, ['2026-03-07', 4500])
    await runOn('2027-02-20')
    expect(await messages(one, 'tier.ending')).toMatchObject([{ daysLeft: 15 }])
    const three = await newCard()
    at('2026-03-07')
    await take(three, ['2026-03-07', 4500])
    await runOn('2027-03-04')
    expect(await messages(three, 'tier.ending')).toMatchObject([{ daysLeft: 3 }])
    expect(await messages(two, 'tier.ending')).toMatchObject([{ daysLeft: 15 }, { daysLeft: 3 }])
  })

  it('are not given when nothing is missing, or when the term is over', async () => {
    const [safe, late] = [await newCard(), await newCard()]
    await take(safe, ['2026-03-07', 4500], ['2026-12-01', 4000])
    await take(late, ['2026-03-07', 4500])
    await opened.database.inTransaction((tx) =>
      tx.change("UPDATE tier_standing SET due_on = '2027-03-08' WHERE cardholder_id = ?", [late.cardholderId]),
    )
    await runOn('2027-02-05', '2027-02-28', '2027-03-08')
    expect(await messages(safe, 'tier.ending')).toEqual([])
    expect(await messages(late, 'tier.ending')).toEqual([])
    expect(await standing(safe)).toEqual(['gold', '2026-03-07', '2028-03-07', '2028-02-06'])
  })

  it('are given again for the next term', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 1500], ['2026-12-01', 1200])
    await runOn('2027-02-05', '2027-03-08', '2028-02-06')
    expect(await messages(card, 'tier.ending')).toMatchObject([{ tier: 'silver', endsOn: '2028-03-07', daysLeft: 30 }])
  })
})

describe('a clock', () => {
  it('that goes back over midnight changes nothing and says nothing twice', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500])
    await runOn('2027-02-05', '2027-02-04', '2027-02-05')
    expect(await messages(card, 'tier.ending')).toHaveLength(1)
    await runOn('2027-04-07', '2027-04-06', '2027-04-07')
    expect(await steps(card)).toEqual(downTheStairs.slice(0, 2))
  })

  it('that was years ahead leaves no wrong tier once it is right again', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500])
    await runOn('2031-01-01')
    expect((await standing(card))?.[0]).toBe('basic')
    await runOn('2026-04-01')
    expect(await standing(card)).toEqual(['gold', '2026-03-07', '2027-03-07', '2027-02-05'])
  })
})

test('whatever the order of arrival and the days of the job, the end is the same', async () => {
  const facts: [string, number][] = [
    ['2026-03-07', 1200],
    ['2026-03-08', 3000],
    ['2026-11-02', 900],
    ['2027-03-20', 150],
    ['2027-04-01', 5000],
    ['2028-02-29', 700],
    ['2028-04-25', 800],
  ]
  const end = async (order: [string, number][], rests: number[]) => {
    const card = await newCard()
    let today = '2026-03-07'
    for (const [index, fact] of order.entries()) {
      const [day] = fact
      const later = addDays(businessDay(today), rests[index] ?? 0)
      today = day > later ? day : later
      at(today)
      await Promise.all([take(card, fact), run()])
      await run()
    }
    await runOn('2031-01-01', '2031-01-01')
    return [...((await standing(card)) ?? []), ...(await stillStanding(card))]
  }
  const stillStanding = async (card: BoundForTest) => {
    const { evaluations } = await showHistory(opened.database.reader, card, businessDay('2031-01-01'))
    return evaluations.filter(({ stands }) => stands).map(({ kind, reachedOn, to }) => `${kind} ${reachedOn} ${to}`)
  }
  const expected = await end(facts, [])
  expect(expected).toEqual([
    ...['basic', '2029-06-01', null, null],
    ...['downgrade 2029-06-01 basic', 'downgrade 2028-05-02 silver'],
    ...['renewal 2027-04-01 gold', 'upgrade 2026-03-08 gold', 'upgrade 2026-03-07 silver'],
  ])
  const rests = fc.array(fc.nat(200), { minLength: facts.length, maxLength: facts.length })
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(facts, { minLength: facts.length }), rests, async (order, waits) => {
      expect(await end(order, waits)).toEqual(expected)
    }),
    { numRuns: 12 },
  )
})

test('a fact dated ahead is told of on its day', async () => {
  const card = await newCard()
  await take(card, ['2026-03-08', 4500])
  expect(await standing(card)).toEqual(['basic', null, null, '2026-03-08'])
  await runOn('2026-03-08')
  expect((await standing(card))?.[0]).toBe('gold')
  expect(await messages(card, 'tier.upgraded')).toMatchObject([{ from: 'basic', to: 'gold' }])
})

test('the standing says when the term ends, what is missing and what comes of it', async () => {
  const card = await newCard()
  await take(card, ['2026-03-07', 4500], ['2026-12-01', 2500])
  const ask = (day: string) => standingOf(opened.database.reader, card, businessDay(day))
  const term = { termEndsOn: '2027-03-07', graceUntil: '2027-04-06' }
  expect(await ask('2027-02-01')).toMatchObject({ ...term, projectedTier: 'silver', missingToStay: 1500 })
  expect(await ask('2027-03-20')).toMatchObject({ ...term, projectedTier: 'silver', missingToStay: 1500 })
  at('2027-02-01')
  await take(card, ['2027-02-01', 1500])
  expect(await ask('2027-02-01')).toMatchObject({ ...term, projectedTier: 'gold', missingToStay: 0 })
  const nobody = await newCard()
  const none = { termEndsOn: null, graceUntil: null, projectedTier: null, missingToStay: null }
  expect(await standingOf(opened.database.reader, nobody, businessDay('2026-03-07'))).toMatchObject(none)
})

describe('an evaluation worked out again', () => {
  const recomputed = async (card: BoundForTest, kind: string) => {
    const kept = await evaluationsOf(opened.database.reader, card.cardholderId)
    const evaluationId = kept.find((each) => each.kind === kind)?.id ?? ''
    const asked = { cardholderId: card.cardholderId, evaluationId }
    return recomputedEvaluation.parse(await recomputeEvaluation(opened.database.reader, asked))
  }

  it('from its inputs is what was kept, and so it is from the facts while they stay', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500], ['2026-12-01', 2500])
    await runOn('2027-04-07')
    for (const kind of ['upgrade', 'downgrade']) {
      const shown = await recomputed(card, kind)
      expect(shown).toMatchObject({ differences: [], days: [] })
      expect(shown.recomputed).toEqual(shown.kept)
      expect(shown.today).toEqual(shown.kept)
    }
  })

  it('shows what a late fact made of it, field by field and day by day', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500], ['2026-12-01', 2500])
    await runOn('2027-04-07')
    await take(card, ['2027-02-01', 1500])
    expect((await standing(card))?.slice(0, 3)).toEqual(['gold', '2026-03-07', '2028-03-07'])
    const shown = await recomputed(card, 'downgrade')
    expect(shown.recomputed).toEqual(shown.kept)
    expect(shown.today).toMatchObject({ kind: null, to: 'gold', growth: 4000, termEndsOn: '2028-03-07' })
    expect(shown.differences).toContainEqual({ field: 'growth', kept: 2500, recomputed: 2500, today: 4000 })
    expect(shown.days).toEqual([{ day: '2027-02-01', kept: 0, today: 1500 }])
    expect(await steps(card)).toContain('renewal 2027-03-08 gold')
    const { evaluations } = await showHistory(opened.database.reader, card, businessDay('2027-04-07'))
    expect(evaluations.map(({ kind, stands }) => [kind, stands])).toEqual([
      ['downgrade', false],
      ['renewal', true],
      ['upgrade', true],
    ])
  })

  it('from before terms is compared with the facts alone', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500])
    const inputs = JSON.stringify({ table: testProgramme.tiers, counted: 1, spends: [['s', 4500, '2026-03-07']] })
    await opened.database.inTransaction((tx) =>
      tx.change('UPDATE tier_evaluation SET inputs = ?, term_ends_on = NULL WHERE cardholder_id = ?', [
        inputs,
        card.cardholderId,
      ]),
    )
    const shown = await recomputed(card, 'upgrade')
    expect(shown).toMatchObject({ recomputed: null, days: null })
    const difference = { field: 'termEndsOn', kept: null, recomputed: null, today: '2027-03-07' }
    expect(shown.differences).toEqual([difference])
  })

  it('whose inputs were tampered with shows it', async () => {
    const card = await newCard()
    await take(card, ['2026-03-07', 4500])
    await opened.database.inTransaction((tx) =>
      tx.change('UPDATE tier_evaluation SET growth = 9000 WHERE cardholder_id = ?', [card.cardholderId]),
    )
    const { differences } = await recomputed(card, 'upgrade')
    expect(differences).toEqual([{ field: 'growth', kept: 9000, recomputed: 4500, today: 4500 }])
  })

  it('is shown to nobody else', async () => {
    const [card, other] = [await newCard(), await newCard()]
    await take(card, ['2026-03-07', 4500])
    const [kept] = await evaluationsOf(opened.database.reader, card.cardholderId)
    const asked = { cardholderId: other.cardholderId, evaluationId: kept?.id ?? '' }
    await expect(recomputeEvaluation(opened.database.reader, asked)).rejects.toMatchObject({ code: 'not_found' })
  })
})

import { installTestProgramme, testProgramme } from '../../tests/support/programme'
import { heldSurroundings } from '../../tests/support/surroundings'
import { testDatabase } from '../../tests/support/testDatabase'
import { insertReviews } from '../features/risk'
import { createMetrics } from '../http/metrics'
import { reviewWatch } from './reviewWatch'

test('what waits for a person is counted, and what waits for longer than was promised is told', async () => {
  const opened = await testDatabase()
  const { database } = opened
  await installTestProgramme(database)
  const surroundings = heldSurroundings('2026-11-22T04:00:00.000Z')
  const review = (hours: number) => ({
    cardholderId: surroundings.newId(),
    redemptionId: surroundings.newId(),
    programmeId: testProgramme.id,
    decisionId: surroundings.newId(),
    reasons: ['abroad'] as const,
    clearBy: 'person' as const,
    heldAt: surroundings.now(),
    promisedBy: new Date(surroundings.now().getTime() + hours * 3_600_000),
    accountCipher: null,
  })
  await database.inTransaction((tx) => insertReviews(tx, [review(1), review(4)]))
  const metrics = createMetrics()
  const watch = reviewWatch({ database, surroundings, metrics })
  expect(await watch()).toBe(0)
  surroundings.advance(2 * 3_600_000)
  expect(await watch()).toBe(1)
  const text = await metrics.text()
  expect(text).toContain(`kaquan_risk_reviews{programme="${testProgramme.id}",state="waiting"} 2`)
  expect(text).toContain(`kaquan_risk_reviews{programme="${testProgramme.id}",state="late"} 1`)
  await opened.close()
})

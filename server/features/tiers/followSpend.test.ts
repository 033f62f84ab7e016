import type { BankEvent } from '../../../shared/contract/spend'
import { bankEvent } from '../../../tests/support/bankEvents'
import { boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

test('an upgrade after very many small spends is kept with the growth of every day', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const card = await boundCard(opened.database, 'tier0001')
  const events = Array.from({ length: 1300 }, (_, at): BankEvent => {
    const occurredAt = new Date(Date.parse('2026-10-01T00:00:00Z') + at * 60_000).toISOString()
    const id = `long-id-of-the-bank-${String(at).padStart(44, '0')}`
    return bankEvent(id, '2026-10-01', { yuan: 10, card_token: card.cardToken, occurred_at: occurredAt })
  })
  const deps = { database: opened.database, posting: testPosting(surroundings), surroundings }
  for (let start = 0; start < events.length; start += 500) await takeEvents(events.slice(start, start + 500), deps)
  const [last] = await opened.database.reader.rows<{ tier_after: string; inputs: string }>(
    'SELECT tier_after, inputs FROM tier_evaluation WHERE cardholder_id = ? ORDER BY growth DESC LIMIT 1',
    [card.cardholderId],
  )
  const { days } = JSON.parse(last?.inputs ?? '{}') as { days: Record<string, number> }
  expect(last?.tier_after).toBe('platinum')
  // 2026-10-01T16:00Z is midnight in Shanghai: 960 spends lie on the first day, and the rest on the second.
  expect(days).toEqual({ '2026-10-01': 9_600, '2026-10-02': 3_400 })
})

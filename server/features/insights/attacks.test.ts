import type { Lane, RegionKind } from '../../../shared/contract/riskRules'
import { businessDay } from '../../../shared/values/businessDay'
import { idFrom } from '../../../shared/values/ids'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addVerifierDays } from '../../http/verifierDays.store'
import { showAttacks } from './showAttacks'

let opened: TestDatabase
const programmeId = testProgramme.id
const day = businessDay('2026-11-22')
const noon = new Date('2026-11-22T04:00:00.000Z')
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

let made = 0
const newId = () => idFrom(noon.getTime(), new Uint8Array(10).fill(++made))

async function decided(lane: Lane, end: 'none' | 'redeemed' | 'released' | 'refused' | 'waiting', who = newId()) {
  const [id, hasRedemption] = [newId(), end !== 'none']
  const decision = {
    ...{ cardholder_id: who, id, programme_id: programmeId, point: 'redeem', lane, rules: '', version: 'v' },
    ...{ facts: '[]', address_fingerprint: '', network_fingerprint: '', shadow_version: null, shadow_lane: null },
    apart_of: hasRedemption ? null : who,
  }
  const review = {
    ...{ cardholder_id: who, redemption_id: id, programme_id: programmeId, decision_id: id, state: end },
    ...{ reasons: '', clear_by: 'person', held_at: noon, promised_by: noon },
  }
  await opened.database.inTransaction(async (tx) => {
    await tx.insert('risk_decision', [decision])
    if (lane === 'quarantine') await tx.insert('risk_review', [review])
  })
  return who
}

test('a day tells what reached the bank, how much of what was not local was isolated, and who was hindered by it', async () => {
  const sum = (regionKind: RegionKind, lane: Lane, [reached, refused]: [number, number]) => {
    return { programmeId, day, door: 'card_check' as const, lane, regionKind, reached, refused }
  }
  await opened.database.inTransaction((tx) =>
    addVerifierDays(tx, [
      sum('home', 'normal', [70, 5]),
      sum('away', 'normal', [4, 1]),
      sum('away', 'step_up', [10, 20]),
      sum('hosting', 'quarantine', [3, 62]),
      { ...sum('home', 'normal', [2, 0]), door: 'otp' },
      { ...sum('abroad', 'step_up', [9, 9]), door: 'step_up' },
    ]),
  )
  const twice = await decided('step_up', 'redeemed')
  await decided('step_up', 'redeemed', twice)
  await decided('step_up', 'none')
  await decided('quarantine', 'released')
  await decided('quarantine', 'refused')
  await decided('quarantine', 'waiting')
  await decided('normal', 'redeemed')
  const { days } = await showAttacks(opened.database.reader, {
    programmeId,
    from: businessDay('2026-11-21'),
    until: day,
  })
  expect(days).toEqual([
    { day: '2026-11-21', reached: 0, nonLocal: 0, isolated: 0, hindered: 0 },
    { day: '2026-11-22', reached: 89, nonLocal: 100, isolated: 96, hindered: 2 },
  ])
})

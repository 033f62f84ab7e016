import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { testDatabase } from '../../../tests/support/testDatabase'
import { insertReviews, reviewNamed, waitingReviews } from '.'

test.each([[[]], [['abroad']], [['abroad', 'new_device']]] as const)(
  'reasons %j are the same to the owner and at the desk',
  async (reasons) => {
    const { database, close } = await testDatabase()
    await installTestProgramme(database)
    const { now, newId } = heldSurroundings('2026-11-22T04:00:00.000Z')
    const name = { programmeId: testProgramme.id, cardholderId: newId(), redemptionId: newId() }
    const held = {
      decisionId: newId(),
      clearBy: 'person',
      heldAt: now(),
      promisedBy: now(),
      accountCipher: null,
    } as const
    await database.inTransaction((tx) => insertReviews(tx, [{ ...name, ...held, reasons }]))
    expect((await waitingReviews(database.reader, [name])).get(name.redemptionId)?.reasons).toEqual(reasons)
    expect((await reviewNamed(database.reader, name))?.reasons).toEqual(reasons)
    await close()
  },
)

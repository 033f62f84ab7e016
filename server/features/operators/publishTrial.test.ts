import { type CatalogueDesk, catalogueDesk } from '../../../tests/support/catalogueDesk'
import { publishCatalogue } from './catalogueRequests'
import { executionOf } from './executeRequest'
import { findRequest } from './requests.store'

let on: CatalogueDesk
beforeAll(async () => {
  on = await catalogueDesk()
})
afterAll(() => on.opened.close())
beforeEach(() => on.begins())

test('a look at a version in review tells what it would change and writes nothing of it', async () => {
  const { versionId, requestId } = await on.submitted(777)
  const request = await findRequest(on.opened.database.reader, requestId)
  if (!request) throw new Error('there is no such request')
  const execution = { ...executionOf(request, on.deps), payload: { versionId } }
  await on.opened.database.inTransaction(async (tx) => {
    const before = await tx.rows('SELECT * FROM benefit ORDER BY benefit_id')
    const tried = await publishCatalogue(tx, { ...execution, isTrial: true })
    expect(tried.changes).toContainEqual({ field: 'benefit.VIDEO-1.points', before: '100', after: '777' })
    expect(await tx.rows('SELECT * FROM benefit ORDER BY benefit_id')).toEqual(before)
  })
})

test('the approval changes what the look has told', async () => {
  const { requestId } = await on.submitted(777)
  const { changes, obstacle } = await on.request(requestId)
  expect(obstacle).toBeNull()
  const approved = await on.desk.approve(on.checker, requestId)
  expect(approved).toMatchObject({ state: 'approved', changes })
  expect(await on.prices()).toMatchObject({ 'VIDEO-1': 777 })
})

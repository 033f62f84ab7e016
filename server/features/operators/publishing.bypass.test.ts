import { type CatalogueDesk, catalogueDesk } from '../../../tests/support/catalogueDesk'
import { refusalOf } from '../../../tests/support/refusalOf'
import type { OperatorSession } from '../../http/operators'
import { storeDisabled } from './operators.store'

let on: CatalogueDesk
const tried = { bypasses: 0, succeeded: 0 }

beforeAll(async () => {
  on = await catalogueDesk()
})
afterAll(async () => {
  console.log(`two persons: ${tried.bypasses} bypasses tried, ${tried.succeeded} succeeded`)
  await on.opened.close()
})
beforeEach(() => on.begins())

const live = { 'VIDEO-1': 100, 'MUSIC-1': 80, 'BOOK-1': 60 }
const change = (sql: string, ...parameters: string[]) =>
  on.opened.database.inTransaction((tx) => tx.change(sql, parameters))
const roles = (operator: OperatorSession, now: string) =>
  change('UPDATE operator SET roles = ? WHERE id = ?', now, operator.operatorId)
const disable = ({ operatorId }: OperatorSession) =>
  on.opened.database.inTransaction((tx) => storeDisabled(tx, operatorId, on.surroundings.now()))

/**
 * An attempt to make a catalogue live without two persons; whatever it is answered, nothing may be live of it, except what
 * somebody else had approved, which the attempt answers.
 */
function bypass(name: string, attempt: () => Promise<unknown>): void {
  test(`bypass: ${name}`, async () => {
    tried.bypasses += 1
    tried.succeeded += 1
    const approved = await attempt()
    expect(await on.prices()).toEqual(approved ?? live)
    tried.succeeded -= 1
  })
}

bypass('who submitted it approves it, with both roles', async () => {
  const both = await on.desk.hire(['maker', 'checker'])
  const { id } = await on.begin('live', both)
  await on.put(id, { points: 1 }, both)
  const request = await on.submit(id, { by: both })
  expect(await refusalOf(on.desk.approve(both, request.id))).toBe('same_operator')
})

bypass('the same person approves it in another session', async () => {
  const both = await on.desk.hire(['maker', 'checker'])
  const desk = { expiresAt: new Date('2026-11-23'), isLocked: false, csrf: '' }
  const { id } = await on.begin('live', { ...both, desk: { ...desk, sessionId: 'one' } })
  await on.put(id, { points: 1 }, both)
  const request = await on.submit(id, { by: both })
  const other = { ...both, roles: ['checker' as const], desk: { ...desk, sessionId: 'two' } }
  expect(await refusalOf(on.desk.approve(other, request.id))).toBe('same_operator')
})

bypass('one writes it, lets somebody else submit it, and approves it', async () => {
  const both = await on.desk.hire(['maker', 'checker'])
  const { id } = await on.begin()
  await on.put(id, { points: 1 }, both)
  const request = await on.submit(id)
  expect(await refusalOf(on.desk.approve(both, request.id))).toBe('same_operator')
})

bypass('it is edited while somebody looks at it', async () => {
  const { versionId } = await on.submitted()
  expect(await refusalOf(on.put(versionId, { points: 1 }))).toBe('version_not_draft')
  expect(await refusalOf(on.remove(versionId, 'BOOK-1'))).toBe('version_not_draft')
})

bypass('its rows are changed behind its back, and the approval comes after that', async () => {
  const { versionId, requestId } = await on.submitted()
  await change(
    `UPDATE catalogue_version_benefit SET content = REPLACE(content, '"777"', '"1"') WHERE version_id = ?`,
    versionId,
  )
  expect(await on.request(requestId)).toMatchObject({ obstacle: 'version_changed' })
  expect(await on.desk.approve(on.checker, requestId)).toMatchObject({ state: 'failed', failure: 'version_changed' })
})

bypass('it is edited in the moment of the approval', async () => {
  const { versionId, requestId } = await on.submitted()
  const [approved, edited] = await Promise.allSettled([
    on.desk.approve(on.checker, requestId),
    on.put(versionId, { points: 1 }),
  ])
  expect([approved.status, edited.status]).toEqual(['fulfilled', 'rejected'])
  return { ...live, 'VIDEO-1': 777 }
})

bypass('it is withdrawn, changed, and the old request is approved', async () => {
  const { versionId, requestId } = await on.submitted()
  await on.routes.withdraw(on.call(on.maker, { params: { versionId }, query: {}, body: {} }))
  await on.put(versionId, { points: 1 })
  expect(await refusalOf(on.desk.approve(on.checker, requestId))).toBe('request_decided')
  const again = await on.submit(versionId)
  expect(await refusalOf(on.desk.approve(on.checker, requestId))).toBe('request_decided')
  expect(await on.request(again.id)).toMatchObject({ state: 'open' })
})

bypass('a second request for one version', async () => {
  const { versionId } = await on.submitted()
  const other = await on.desk.hire(['maker'])
  const asked = { kind: 'publish_catalogue', payload: { versionId } } as const
  expect(await refusalOf(on.desk.ask(other, asked))).toBe('version_not_draft')
})

bypass('the maker has lost the role meanwhile', async () => {
  const maker = await on.desk.hire(['maker'])
  const { id } = await on.begin('live', maker)
  await on.put(id, { points: 1 }, maker)
  const request = await on.submit(id, { by: maker })
  await roles(maker, 'support')
  expect(await refusalOf(on.desk.approve(on.checker, request.id))).toBe('maker_not_entitled')
})

bypass('the maker was disabled meanwhile', async () => {
  const maker = await on.desk.hire(['maker'])
  const { id } = await on.begin('live', maker)
  await on.put(id, { points: 1 }, maker)
  const request = await on.submit(id, { by: maker })
  await disable(maker)
  expect(await refusalOf(on.desk.approve(on.checker, request.id))).toBe('maker_not_entitled')
})

bypass('the checker has lost the role since the session began', async () => {
  const checker = await on.desk.hire(['checker'])
  const { requestId } = await on.submitted(1)
  await roles(checker, 'auditor')
  expect(await refusalOf(on.desk.approve(checker, requestId))).toBe('role_required')
})

bypass('the checker was disabled since the session began', async () => {
  const checker = await on.desk.hire(['checker'])
  const { requestId } = await on.submitted(1)
  await disable(checker)
  expect(await refusalOf(on.desk.approve(checker, requestId))).toBe('role_required')
})

bypass('a maker without the role any more begins, edits and submits', async () => {
  const maker = await on.desk.hire(['maker'])
  const { id } = await on.begin('live', maker)
  await roles(maker, 'checker')
  expect(await refusalOf(on.put(id, { points: 1 }, maker))).toBe('role_required')
  expect(await refusalOf(on.submit(id, { by: maker }))).toMatch(/role_required|version_unchanged/)
})

bypass('a checker of another programme approves it', async () => {
  const elsewhere = await on.desk.hire(['checker'], 'another')
  const { requestId } = await on.submitted(1)
  expect(await refusalOf(on.desk.approve(elsewhere, requestId))).toBe('not_found')
})

bypass('a maker of another programme reads, edits and submits it', async () => {
  const elsewhere = await on.desk.hire(['maker'], 'another')
  const { id } = await on.begin()
  expect(await refusalOf(on.put(id, { points: 1 }, elsewhere))).toBe('not_found')
  expect(await refusalOf(on.submit(id, { by: elsewhere }))).toBe('not_found')
})

bypass('two checkers approve in the same moment: it goes live once, and is taken back by neither', async () => {
  const { versionId, requestId } = await on.submitted()
  const other = await on.desk.hire(['checker'])
  const both = await Promise.allSettled([on.desk.approve(on.checker, requestId), on.desk.approve(other, requestId)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'request_decided' } })
  const loads = await on.opened.database.reader.rows('SELECT id FROM catalogue_load')
  expect(loads).toHaveLength(2)
  expect(await on.show(versionId)).toMatchObject({ state: 'live' })
  return { ...live, 'VIDEO-1': 777 }
})

bypass('one approves while another rejects: one of them alone has decided', async () => {
  const { versionId, requestId } = await on.submitted()
  const other = await on.desk.hire(['checker'])
  const both = await Promise.allSettled([on.desk.reject(on.checker, requestId), on.desk.approve(other, requestId)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { state } = await on.show(versionId)
  return { ...live, 'VIDEO-1': state === 'live' ? 777 : 100 }
})

bypass('a rejected version goes live with another approval of the same request', async () => {
  const { requestId } = await on.submitted(1)
  await on.desk.reject(on.checker, requestId)
  expect(await refusalOf(on.desk.approve(await on.desk.hire(['checker']), requestId))).toBe('request_decided')
})

bypass('a version that waits for its time is edited before it', async () => {
  const { id } = await on.begin()
  await on.put(id, { points: 150 })
  await on.desk.approve(on.checker, (await on.submit(id, { publishAt: '2026-11-22 12:00' })).id)
  expect(await refusalOf(on.put(id, { points: 1 }))).toBe('version_not_draft')
})

import { type CatalogueDesk, catalogueDesk } from '../../../tests/support/catalogueDesk'
import { benefitsCsv } from '../../../tests/support/catalogueFiles'
import { testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import type { Database } from '../../db/database'
import { Refused } from '../../http/refused'
import { codesOutOfOrder, emptyShelves, loadCatalogue, shelfNow } from '../catalogue'
import { auditPage } from './audit.store'
import { publishDue } from './publishDue'

let on: CatalogueDesk
beforeAll(async () => {
  on = await catalogueDesk()
})
afterAll(() => on.opened.close())
beforeEach(() => on.begins())
afterEach(async () => {
  const { reader } = on.opened.database
  expect(await codesOutOfOrder(reader, { now: on.surroundings.now() })).toEqual([])
  const live = await reader.rows<{ n: number }>("SELECT COUNT(*) AS n FROM catalogue_version WHERE state = 'live'")
  expect(Number(live[0]?.n)).toBe(1)
})

const programmeId = testProgramme.id
const versions = async () =>
  (await on.routes.list(on.call(on.maker, { params: undefined, query: {}, body: undefined }))).versions
const rows = async (versionId: string, query: { against?: string; kind?: 'changed' | 'new' | 'removed' } = {}) =>
  on.routes.rows(on.call(on.maker, { params: { versionId }, query, body: undefined }))
const fieldsOf = (trying: Promise<unknown>) =>
  trying.then(
    () => [],
    (error: unknown) =>
      error instanceof Refused ? (error.details.fields ?? []).map(({ path }) => path) : [String(error)],
  )
const remove = (versionId: string, benefitId: string) => on.remove(versionId, benefitId)
const actions = async (subject: string) => {
  const page = { programmeIds: [programmeId], subject, before: undefined, limit: 50 }
  return (await auditPage(on.opened.database.reader, page)).map(({ action }) => action).reverse()
}
const due = () => publishDue(programmeId, on.deps)

test('what the command line loads is a version, live at once, and the one before is retired', async () => {
  await on.load({ benefit_id: 'VIDEO-1', stock: 5, points: 120 })
  expect(await versions()).toMatchObject([
    { number: 2, state: 'live', source: 'command', madeBy: null, review: null },
    { number: 1, state: 'retired', source: 'command', liveFrom: expect.any(String) },
  ])
  const [live] = await versions()
  expect((await rows(live?.id ?? '')).rows.map(({ benefitId, cells }) => [benefitId, cells.points])).toEqual([
    ['VIDEO-1', '120'],
    ['MUSIC-1', '80'],
    ['BOOK-1', '60'],
  ])
})

test('versions stand in the order that is asked for, and in no other', async () => {
  await on.load({ benefit_id: 'VIDEO-1', stock: 5, points: 120 })
  const numbers = async (query: { sort?: 'number' | '-madeAt' | 'state'; state?: 'live'; cursor?: string }) =>
    (await on.routes.list(on.call(on.maker, { params: undefined, query, body: undefined }))).versions.map(
      ({ number }) => number,
    )
  expect(await numbers({})).toEqual([2, 1])
  expect(await numbers({ sort: 'number' })).toEqual([1, 2])
  expect(await numbers({ sort: '-madeAt' })).toEqual([2, 1])
  expect(await numbers({ sort: 'state' })).toEqual([2, 1])
  expect(await numbers({ state: 'live' })).toEqual([2])
  const cursor = Buffer.from(JSON.stringify(['-number', 2, 'x'])).toString('base64url')
  expect(await refusalOf(numbers({ sort: 'number', cursor }))).toBe('input_invalid')
})

test('a catalogue from before there were versions is written down as one when somebody begins a draft', async () => {
  await on.opened.database.inTransaction(async (tx) => {
    await tx.change('DELETE FROM catalogue_version')
    await tx.change('DELETE FROM catalogue_version_benefit')
  })
  const draft = await on.begin()
  expect(draft).toMatchObject({ number: 2, state: 'draft', basedOn: { number: 1 } })
  expect((await versions()).map(({ state, source }) => `${state} ${source}`)).toEqual(['draft desk', 'live command'])
})

test('a draft becomes live by two persons, and nothing of it is seen before', async () => {
  const draft = await on.begin()
  await on.put(draft.id, { points: 150 })
  await on.put(draft.id, { benefit_id: 'GAME-1', ...newGame })
  await remove(draft.id, 'BOOK-1')
  const request = await on.submit(draft.id)
  expect(request).toMatchObject({ kind: 'publish_catalogue', state: 'open', obstacle: null })
  expect(request.changes).toEqual(
    expect.arrayContaining([
      { field: 'catalogue.new', before: null, after: 1 },
      { field: 'catalogue.changed', before: null, after: 1 },
      { field: 'catalogue.removed', before: null, after: 1 },
      { field: 'benefit.VIDEO-1.points', before: '100', after: '150' },
      { field: 'benefit.GAME-1.title', before: null, after: '游戏周卡' },
      { field: 'benefit.BOOK-1', before: '听书月卡', after: null },
    ]),
  )
  expect(await on.prices()).toEqual({ 'VIDEO-1': 100, 'MUSIC-1': 80, 'BOOK-1': 60 })
  expect((await on.request(request.id)).changes).toEqual(request.changes)
  expect(await on.desk.approve(on.checker, request.id)).toMatchObject({ state: 'approved', changes: request.changes })
  expect(await on.prices()).toEqual({ 'VIDEO-1': 150, 'MUSIC-1': 80, 'GAME-1': 90 })
  expect(await on.show(draft.id)).toMatchObject({
    state: 'live',
    review: { state: 'approved' },
    counts: { unchanged: 3 },
  })
  expect(await actions(draft.id)).toEqual(['version.begun', 'version.edited', 'version.edited', 'version.edited'])
})

const newGame = {
  title: '游戏周卡',
  category: 'games',
  tier: 'silver',
  points: 90,
  stock: 0,
  starts_at: '2026-11-01',
  ends_at: '2027-11-01 20:00',
  limit_per_person: 1,
  valid_days: 7,
  description: '一周',
  steps: '打开|输入',
}

test('what is live on the shelves changes with the approval, with another version', async () => {
  const shelves = emptyShelves({ reader: on.opened.database.reader, now: on.surroundings.now })
  on.deps.shelves = shelves
  const before = await shelfNow(shelves, programmeId)
  const { requestId } = await on.submitted(150)
  await on.desk.approve(on.checker, requestId)
  const after = await shelfNow(shelves, programmeId)
  expect(after.named.get('VIDEO-1')?.points).toBe(150)
  expect(after.version).not.toBe(before.version)
})

describe('a draft', () => {
  test('refuses a cell that the loader would refuse, and says which', async () => {
    const { id } = await on.begin()
    expect(await fieldsOf(on.put(id, { points: '1,500', tier: '钻石', title: '=1+1' }))).toEqual([
      'body.cells.title',
      'body.cells.tier',
      'body.cells.points',
    ])
    expect((await on.show(id)).counts).toMatchObject({ changed: 0, unchanged: 3 })
  })

  test('holds stock without codes, and says so until it is put right', async () => {
    const { id } = await on.begin()
    await on.put(id, { stock: 6 })
    expect(await on.show(id)).toMatchObject({
      problemCount: 1,
      problems: [{ benefitId: 'VIDEO-1', column: 'stock', code: 'stock_above_codes' }],
    })
    expect(await fieldsOf(on.submit(id))).toEqual(['benefit.VIDEO-1.stock'])
    expect(await on.show(id)).toMatchObject({ state: 'draft' })
  })

  test('shows what is new, changed and removed against what is live or against another version', async () => {
    const first = await on.begin()
    await on.put(first.id, { points: 150 })
    const second = await on.begin(first.id)
    await on.put(second.id, { benefit_id: 'MUSIC-1', points: 88 })
    await remove(second.id, 'BOOK-1')
    const changed = await rows(second.id, { kind: 'changed' })
    expect(changed.rows.map(({ benefitId, changes }) => [benefitId, changes])).toEqual([
      ['VIDEO-1', [{ column: 'points', before: '100', after: '150' }]],
      ['MUSIC-1', [{ column: 'points', before: '80', after: '88' }]],
    ])
    expect(changed.counts).toEqual({ new: 0, changed: 2, moved: 0, removed: 1, unchanged: 0 })
    const against = await rows(second.id, { against: first.id })
    expect(against.rows.map(({ benefitId, kind }) => `${benefitId} ${kind}`)).toEqual([
      'VIDEO-1 unchanged',
      'MUSIC-1 changed',
      'BOOK-1 removed',
    ])
  })

  test('is not submitted where it changes nothing', async () => {
    const { id } = await on.begin()
    expect(await refusalOf(on.submit(id))).toBe('version_unchanged')
  })

  test('is thrown away, and its number is not used again', async () => {
    const { id } = await on.begin()
    await on.routes.discard(on.call(on.maker, { params: { versionId: id }, query: {}, body: undefined }))
    expect(await on.show(id)).toMatchObject({ state: 'discarded', number: 2 })
    expect((await on.begin()).number).toBe(3)
    expect(await refusalOf(on.put(id, { points: 1 }))).toBe('version_not_draft')
  })

  test('from an old version has its words and prices, and the stock that stands now', async () => {
    const [first] = await versions()
    await on.load({ benefit_id: 'VIDEO-1', stock: 9, points: 300 })
    const draft = await on.begin(first?.id)
    const { rows: found } = await rows(draft.id, { kind: 'changed' })
    expect(found).toMatchObject([
      { benefitId: 'VIDEO-1', cells: { points: '100', stock: '9' }, changes: [{ column: 'points' }] },
    ])
    const { id } = await on.submit(draft.id)
    await on.desk.approve(on.checker, id)
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 100 })
  })
})

describe('between draft and approval', () => {
  test('something else went live: it cannot, and says which benefits changed on both sides first', async () => {
    const { id } = await on.begin()
    await on.put(id, { points: 150 })
    await on.load(
      { benefit_id: 'VIDEO-1', stock: 5, points: 130 },
      { benefit_id: 'BOOK-1', title: '听书季卡', stock: 5 },
    )
    expect(await on.show(id)).toMatchObject({ changedMeanwhile: expect.arrayContaining(['VIDEO-1', 'BOOK-1']) })
    expect(await refusalOf(on.submit(id))).toBe('version_outdated')
    expect(await fieldsOf(on.submit(id))).toEqual(['benefit.VIDEO-1', 'benefit.BOOK-1'])
    const rebased = await on.routes.rebase(on.call(on.maker, { params: { versionId: id }, query: {}, body: {} }))
    expect(rebased).toEqual({ takenOver: ['BOOK-1'], keptOwn: ['VIDEO-1'] })
    const request = await on.submit(id)
    expect(request.changes).toContainEqual({ field: 'benefit.VIDEO-1.points', before: '130', after: '150' })
    expect(request.changes.filter(({ field }) => field.startsWith('benefit.BOOK-1'))).toEqual([])
  })

  test('something else went live while it was in review: the approval fails and the draft comes back', async () => {
    const { versionId, requestId } = await on.submitted()
    await on.load({ benefit_id: 'MUSIC-1', title: '音乐会员', category: 'music', stock: 5, points: 81 })
    expect(await on.request(requestId)).toMatchObject({ obstacle: 'version_outdated' })
    expect(await on.desk.approve(on.checker, requestId)).toMatchObject({
      state: 'failed',
      failure: 'version_outdated',
      obstacleFields: [{ path: 'benefit.MUSIC-1' }],
    })
    expect(await on.show(versionId)).toMatchObject({ state: 'draft', review: { failure: 'version_outdated' } })
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 100 })
  })

  test('more was redeemed than its stock says: the approval fails', async () => {
    const { id } = await on.begin()
    await on.put(id, { stock: 1 })
    const request = await on.submit(id)
    await on.opened.database.inTransaction((tx) =>
      tx.change("UPDATE benefit_stock SET issued = 2 WHERE benefit_id = 'VIDEO-1'"),
    )
    const failed = await on.desk.approve(on.checker, request.id)
    expect(failed).toMatchObject({ state: 'failed', failure: 'version_incomplete' })
    expect(failed.obstacleFields).toMatchObject([{ path: 'benefit.VIDEO-1.stock' }])
    await on.opened.database.inTransaction((tx) => tx.change('UPDATE benefit_stock SET issued = 0'))
  })

  test('a rejection needs a reason and gives the draft back; a withdrawal does so too', async () => {
    const { versionId, requestId } = await on.submitted()
    await on.desk.reject(on.checker, requestId)
    expect(await on.show(versionId)).toMatchObject({
      state: 'draft',
      review: { state: 'rejected', decisionReason: '核对无误' },
    })
    await on.put(versionId, { points: 160 })
    const again = await on.submit(versionId)
    await on.routes.withdraw(on.call(on.maker, { params: { versionId }, query: {}, body: {} }))
    expect(await on.show(versionId)).toMatchObject({
      state: 'draft',
      review: { requestId: again.id, state: 'withdrawn' },
    })
  })
})

describe('at its time', () => {
  test('a version waits and goes live then, whoever runs the job, and once', async () => {
    const { id } = await on.begin()
    await on.put(id, { points: 150 })
    const { id: requestId } = await on.submit(id, { publishAt: '2026-11-22 12:00' })
    const approved = await on.desk.approve(on.checker, requestId)
    expect(approved.changes[0]).toEqual({
      field: 'catalogue.publishAt',
      before: null,
      after: '2026-11-22T04:00:00.000Z',
    })
    expect(await on.show(id)).toMatchObject({ state: 'scheduled', publishAt: '2026-11-22T04:00:00.000Z' })
    on.surroundings.set('2026-11-22T03:59:59.000Z')
    expect(await due()).toBe(0)
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 100 })
    on.surroundings.set('2026-11-22T04:00:00.000Z')
    const ran = await Promise.all([due(), due(), due()])
    expect(ran.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await due()).toBe(0)
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 150 })
    expect(await on.show(id)).toMatchObject({ state: 'live' })
    expect((await actions(id)).filter((action) => action === 'version.published')).toHaveLength(1)
  })

  test('a job that is killed in the middle has done nothing, and the next one does it', async () => {
    const { id } = await on.begin()
    await on.put(id, { points: 150 })
    await on.desk.approve(on.checker, (await on.submit(id, { publishAt: '2026-11-22 12:00' })).id)
    on.surroundings.set('2026-11-22T04:00:00.000Z')
    const { database } = on.opened
    const killed: Database = {
      ...database,
      reader: database.reader,
      inTransaction: (work) =>
        database.inTransaction(async (tx) => {
          await work(tx)
          throw new Error('killed')
        }),
    }
    await expect(publishDue(programmeId, { ...on.deps, database: killed })).rejects.toThrow('killed')
    expect(await on.show(id)).toMatchObject({ state: 'scheduled' })
    expect(await due()).toBe(1)
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 150 })
  })

  test('what cannot go live any more is a draft again, with what stood against it', async () => {
    const { id } = await on.begin()
    await on.put(id, { points: 150 })
    await on.desk.approve(on.checker, (await on.submit(id, { publishAt: '2026-11-22 12:00' })).id)
    await on.load({ benefit_id: 'MUSIC-1', title: '音乐会员', category: 'music', stock: 5, points: 81 })
    on.surroundings.set('2026-11-22T04:00:01.000Z')
    expect(await due()).toBe(1)
    expect(await on.show(id)).toMatchObject({ state: 'draft', failure: 'version_outdated' })
    expect(await on.prices()).toMatchObject({ 'VIDEO-1': 100 })
    expect(await actions(id)).toContain('version.failed')
  })

  test('a version that waits is taken back by one maker', async () => {
    const { id } = await on.begin()
    await on.put(id, { points: 150 })
    await on.desk.approve(on.checker, (await on.submit(id, { publishAt: '2026-11-22 12:00' })).id)
    await on.routes.withdraw(on.call(await on.desk.hire(['maker']), { params: { versionId: id }, query: {}, body: {} }))
    on.surroundings.set('2026-11-22T05:00:00.000Z')
    expect(await due()).toBe(0)
    expect(await on.show(id)).toMatchObject({ state: 'draft', publishAt: null })
  })

  test.each(['2026-11-22 10:00', '2026-11-22 09:59', '2028-01-01 00:00', '2026-02-30 10:00'])(
    '%s is no time',
    async (publishAt) => {
      const { id } = await on.begin()
      await on.put(id, { points: 150 })
      expect(await refusalOf(on.submit(id, { publishAt }))).toBe('publish_time_invalid')
    },
  )
})

test('loading a file again after a version was published by two persons is no no-op', async () => {
  const benefits = benefitsCsv({ benefit_id: 'VIDEO-1', points: 120, stock: 5 })
  const load = () => loadCatalogue(on.deps, { programmeId, benefits })
  await load()
  expect(await load()).toMatchObject({ outcome: 'same_files' })
  await on.desk.approve(on.checker, (await on.submitted(150)).requestId)
  expect(await load()).toMatchObject({ outcome: 'loaded' })
  expect(await on.prices()).toMatchObject({ 'VIDEO-1': 120 })
})

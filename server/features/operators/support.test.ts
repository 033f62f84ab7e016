import { maskPhone } from '../../../shared/values/masks'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { benefitsCsv, csv } from '../../../tests/support/catalogueFiles'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Database } from '../../db/database'
import { attemptLimits } from '../../http/attemptLimits'
import { attemptsInMemory } from '../../http/attempts'
import { inputHash } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { loadCatalogue } from '../catalogue'
import { redemptionRoutes } from '../redemption'
import { takeEvents } from '../spend'
import { listAudit } from './listRequests'
import { supportRoutes } from './support.routes'
import type { SupportDeps } from './supportDeps'

const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
let opened: TestDatabase
let desk: Desk
let support: OperatorSession
let people = 0

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  desk = await deskOn({ database: opened.database, surroundings, vault })
  support = await desk.hire(['support'])
  const loaded = await loadCatalogue(
    { database: opened.database, surroundings, vault, suppliers: new Set() },
    {
      programmeId: testProgramme.id,
      benefits: benefitsCsv({ stock: 20, limit_per_person: 20 }),
      codes: csv(Array.from({ length: 20 }, (_, at) => ({ benefit_id: 'VIDEO-1', code: `CODE-0000-${1000 + at}` }))),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))

interface Person extends BoundForTest {
  phone: string
}

/** Somebody with a verified phone, a card, and 600 points of two purchases. */
async function person({
  phone = `139${String(10_000_000 + ++people)}`,
  programmeId = testProgramme.id,
} = {}): Promise<Person> {
  const bound = await boundCard(opened.database, `support${String(++people).padStart(4, '0')}`)
  const { cardholderId, cardToken } = bound
  await opened.database.inTransaction((tx) =>
    tx.insert('cardholder', [
      {
        cardholder_id: cardholderId,
        programme_id: programmeId,
        openid_fingerprint: `openid ${cardholderId}`,
        openid_sealed: vault.seal('openid'),
        phone_fingerprint: vault.fingerprint('phone', phone),
        phone_sealed: vault.seal(phone),
        level: 'cardholder',
        created_at: surroundings.now(),
        deleted_at: null,
      },
    ]),
  )
  const events = ['2026-11-01', '2026-11-03'].map((day) =>
    bankEvent(`tx-${people}-${day}`, day, { yuan: 300, card_token: cardToken }),
  )
  const posting = testPosting(surroundings)
  await takeEvents(events, { database: opened.database, posting, surroundings })
  return { ...bound, programmeId, phone }
}

async function redeemed({ cardholderId, programmeId }: Person) {
  const body = { benefitId: 'VIDEO-1', points: 100 }
  const claimed = { ownerId: cardholderId, key: `support-key-${++people}-00000000`, endpointId: 'redemption.confirm' }
  const key = { ...claimed, inputHash: inputHash(claimed.endpointId, body) }
  const session = { cardholderId, programmeId, sessionId: surroundings.newId(), level: 'cardholder' as const }
  const routes = redemptionRoutes({ database: opened.database, surroundings, vault })
  return routes.confirm({ ...from, params: undefined, query: undefined, session, key, body })
}

/** What the inbox would answer, whose own feature is tested beside it. */
const noticesAtDesk: SupportDeps['noticesAtDesk'] = async (_, __, { before }) => (before === undefined ? [notice] : [])

const notice = {
  kind: 'notice' as const,
  at: '2026-10-01T00:00:00.000Z',
  notice: {
    id: '0'.repeat(26),
    title: { zh: '已升级', en: 'Upgraded' },
    text: { zh: '', en: '' },
    isRead: false,
    outcome: null,
  },
}

const from = { address: '10.1.1.1', requestId: 'request-of-support' }
const call = (operator: OperatorSession) => ({ ...from, session: operator, key: undefined, query: {} })

function routesOn(database: Database = opened.database, attempts = attemptsInMemory()) {
  const deps: SupportDeps = { ...desk.deps, database, attempts, noticesAtDesk }
  return supportRoutes(deps)
}

type Find = ReturnType<typeof routesOn>['find']
type Asked = Parameters<Find>[0]['body']['lookup']
const find = (lookup: Asked, { operator = support, routes = routesOn() } = {}) =>
  routes.find({ ...call(operator), query: undefined, params: undefined, body: { lookup } })

async function audited(subject?: string) {
  const asked = { programmeIds: [testProgramme.id], subject, cursor: undefined }
  return (await listAudit(opened.database.reader, asked)).rows
}

describe('looking somebody up', () => {
  test('by phone, card, redemption number and id finds the same person, masked, and each look is in the log', async () => {
    const who = await person()
    const { id: number } = await redeemed(who)
    const asked: Asked[] = [
      { by: 'phone', phone: who.phone },
      { by: 'card', last4: (await last4Of(who)) ?? '', product: 'standard' },
      { by: 'redemption', number },
      { by: 'cardholder', cardholderId: who.cardholderId },
    ]
    for (const lookup of asked) {
      const { cardholders, hasMore } = await find(lookup)
      expect(cardholders.map(({ cardholderId }) => cardholderId)).toEqual([who.cardholderId])
      expect(cardholders[0]).toMatchObject({ phoneMasked: maskPhone(who.phone), level: 'cardholder', isDeleted: false })
      expect(JSON.stringify(cardholders)).not.toContain(who.phone)
      expect(hasMore).toBe(false)
    }
    const rows = (await audited(who.cardholderId)).filter(({ action }) => action === 'cardholder.looked_up')
    expect(rows).toHaveLength(4)
    expect(rows.at(-1)).toMatchObject({
      operatorId: support.operatorId,
      address: '10.1.1.1',
      requestId: from.requestId,
    })
    expect(rows.at(-1)?.changes).toEqual([
      { field: 'asked.phone', before: null, after: maskPhone(who.phone) },
      { field: 'found', before: null, after: 1 },
    ])
  })

  test('nobody is found in another programme, nor by an id of nobody, and that is in the log as well', async () => {
    const who = await person({ programmeId: 'another-programme' })
    for (const lookup of [
      { by: 'phone', phone: who.phone },
      { by: 'cardholder', cardholderId: who.cardholderId },
    ] as const) {
      expect(await find(lookup)).toEqual({ cardholders: [], hasMore: false })
    }
    const [latest] = await audited('phone')
    expect(latest?.changes).toContainEqual({ field: 'found', before: null, after: 0 })
  })

  test.each(['phone', 'card', 'redemption', 'cardholder'] as const)(
    'asks the database as much for a %s that is unknown as for a known one',
    async (by) => {
      const who = await person()
      const { id: number } = await redeemed(who)
      const known: Record<typeof by, Asked> = {
        phone: { by: 'phone', phone: who.phone },
        card: { by: 'card', last4: (await last4Of(who)) ?? '' },
        redemption: { by: 'redemption', number },
        cardholder: { by: 'cardholder', cardholderId: who.cardholderId },
      }
      const unknown: Record<typeof by, Asked> = {
        phone: { by: 'phone', phone: '13700000000' },
        card: { by: 'card', last4: '9999' },
        redemption: { by: 'redemption', number: '0'.repeat(26) },
        cardholder: { by: 'cardholder', cardholderId: '0'.repeat(26) },
      }
      expect(await statementsOf(unknown[by])).toEqual(await statementsOf(known[by]))
    },
  )

  test('is limited for each operator, with a time to wait', async () => {
    const routes = routesOn()
    const other = await desk.hire(['support'])
    const tries = Math.min(...attemptLimits.deskLookup.rules.map((rule) => rule.tries))
    for (let at = 0; at < tries; at++) await find({ by: 'phone', phone: '13700000001' }, { routes })
    await expect(find({ by: 'phone', phone: '13700000001' }, { routes })).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    expect(await find({ by: 'phone', phone: '13700000001' }, { routes, operator: other })).toMatchObject({
      hasMore: false,
    })
  })
})

async function last4Of({ cardholderId }: Person): Promise<string | undefined> {
  const [row] = await opened.database.reader.rows<{ last4: string }>('SELECT last4 FROM card WHERE cardholder_id = ?', [
    cardholderId,
  ])
  return row?.last4
}

/** What is asked of the database for a look-up, without its values. */
async function statementsOf(lookup: Asked): Promise<string[]> {
  const asked: string[] = []
  const { reader } = opened.database
  const noting = {
    ...opened.database,
    reader: {
      ...reader,
      rows: <T>(sql: string, parameters?: Parameters<typeof reader.rows>[1]) => {
        asked.push(sql.replace(/\s+/g, ' '))
        return reader.rows<T>(sql, parameters)
      },
    },
    inTransaction: (async (work: Parameters<Database['inTransaction']>[0]) => {
      asked.push('transaction')
      return opened.database.inTransaction(work)
    }) as Database['inTransaction'],
  }
  await find(lookup, { routes: routesOn(noting as Database) })
  return asked
}

describe('the timeline', () => {
  test('has spends, points, and redemptions in one line, the newest first, masked, page by page', async () => {
    const who = await person()
    await redeemed(who)
    await desk.settle({ kind: 'adjust_points', payload: { cardholderId: who.cardholderId, points: 5 } })
    const routes = routesOn()
    const params = { cardholderId: who.cardholderId }
    const { items, next } = await routes.timeline({ ...call(support), body: undefined, params })
    expect(next).toBeNull()
    expect(items.map(({ kind }) => kind).sort()).toEqual([
      'notice',
      'points',
      'points',
      'points',
      'points',
      'redemption',
      'spend',
      'spend',
    ])
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    const spends = await routes.timeline({ ...call(support), body: undefined, params, query: { kind: 'spend' } })
    expect(spends.items.map((item) => item.kind === 'spend' && item.spend.postedOn)).toEqual([
      '2026-11-03',
      '2026-11-01',
    ])
    expect((await audited(who.cardholderId)).filter(({ action }) => action === 'cardholder.viewed')).toHaveLength(2)
    const entry = items.find((item) => item.kind === 'points' && item.entry.kind === 'earn')
    const transactionId = entry?.kind === 'points' ? entry.entry.transactionId : ''
    const explained = await routes.explainEntry({
      ...call(support),
      body: undefined,
      params: { ...params, transactionId },
    })
    expect(explained.row).toMatchObject({ kind: 'earn', amount: 300 })
    expect(explained.row.arithmetic).toMatchObject({ points: 300 })
  })

  test('of somebody unknown is not found, and a cursor that is none of ours is refused', async () => {
    const who = await person()
    const asked = { ...call(support), body: undefined }
    const routes = routesOn()
    expect(await refusalOf(routes.timeline({ ...asked, params: { cardholderId: '0'.repeat(26) } }))).toBe('not_found')
    const params = { cardholderId: who.cardholderId }
    expect(await refusalOf(routes.timeline({ ...asked, params, query: { cursor: 'WzFd' } }))).toBe('input_invalid')
  })
})

test('the log is narrowed by what was done, by whom and on which days', async () => {
  const who = await person()
  const other = await desk.hire(['support'])
  await find({ by: 'cardholder', cardholderId: who.cardholderId }, { operator: other })
  const asked = { programmeIds: [testProgramme.id], operatorId: other.operatorId }
  const found = async (only: object) => (await listAudit(opened.database.reader, { ...asked, ...only })).rows.length
  expect(await found({})).toBe(1)
  expect(await found({ action: 'cardholder.looked_up', subject: who.cardholderId })).toBe(1)
  expect(await found({ action: 'request.made' })).toBe(0)
  // Ten in the morning of the 22nd in Shanghai.
  expect(await found({ from: '2026-11-22', until: '2026-11-22' })).toBe(1)
  expect(await found({ until: '2026-11-21' })).toBe(0)
  expect(await found({ from: '2026-11-23' })).toBe(0)
})

describe('unmasking', () => {
  const unmask = (who: Person, reason = '核对来电号码') =>
    routesOn().unmask({
      ...call(support),
      query: undefined,
      params: { cardholderId: who.cardholderId },
      body: { reason },
    })

  test('shows the whole phone, and leaves who, why and from where', async () => {
    const who = await person()
    expect(await unmask(who)).toEqual({ phone: who.phone })
    const [row] = await audited(who.cardholderId)
    expect(row).toMatchObject({ action: 'cardholder.unmasked', reason: '核对来电号码', operatorId: support.operatorId })
    expect(JSON.stringify(row)).not.toContain(who.phone)
  })

  test('takes no card number in its reason', async () => {
    expect(await refusalOf(unmask(await person(), '卡号 4111 1111 1111 1111'))).toBe('input_invalid')
  })
})

describe('a code', () => {
  const reveal = (operator: OperatorSession, requestId: string) =>
    routesOn().revealCode({ ...call(operator), query: undefined, params: { requestId }, body: {} })

  async function asked(operator = support) {
    const who = await person()
    const redemption = await redeemed(who)
    const payload = { cardholderId: who.cardholderId, redemptionId: redemption.id }
    return { who, redemption, request: await desk.ask(operator, { kind: 'reveal_code', payload }) }
  }

  test('is shown once, to who asked, after another approved it; every step is in the log and the code in none', async () => {
    const { request } = await asked()
    expect(request.changes).toEqual([{ field: 'code.shownOnce', before: null, after: expect.stringContaining('CO') }])
    expect(await refusalOf(reveal(support, request.id))).toBe('reveal_over')
    const checker = await desk.hire(['checker'])
    expect(await desk.approve(checker, request.id)).toMatchObject({ state: 'approved' })
    expect(await refusalOf(reveal(await desk.hire(['support']), request.id))).toBe('request_of_another')
    const { code } = await reveal(support, request.id)
    expect(code).toMatch(/^CODE-0000-\d{4}$/)
    expect(await refusalOf(reveal(support, request.id))).toBe('reveal_over')
    const rows = await audited(request.id)
    expect(rows.map(({ action }) => action)).toEqual(['code.revealed', 'request.approved', 'request.made'])
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  test('is shown to one of two who ask in the same moment', async () => {
    const { request } = await asked()
    await desk.approve(await desk.hire(['checker']), request.id)
    const ends = await Promise.all(
      [1, 2, 3].map(() =>
        reveal(support, request.id).then(
          () => 'shown',
          () => 'refused',
        ),
      ),
    )
    expect(ends.sort()).toEqual(['refused', 'refused', 'shown'])
  })

  test('is not shown eleven minutes later, nor of another request', async () => {
    const { request, who } = await asked()
    await desk.approve(await desk.hire(['checker']), request.id)
    surroundings.advance(11 * 60_000)
    expect(await refusalOf(reveal(support, request.id))).toBe('reveal_over')
    const maker = await desk.hire(['maker'])
    const other = await desk.ask(maker, {
      kind: 'adjust_points',
      payload: { cardholderId: who.cardholderId, points: 1 },
    })
    expect(await refusalOf(reveal(support, other.id))).toBe('not_found')
  })

  test('is asked for by support alone, who asks for nothing else, and approves nothing of their own', async () => {
    const { who, request } = await asked()
    const maker = await desk.hire(['maker'])
    const payload = { cardholderId: who.cardholderId, redemptionId: '0'.repeat(26) }
    expect(await refusalOf(desk.ask(support, { kind: 'reveal_code', payload }))).toBe('not_found')
    expect(
      await refusalOf(desk.ask(maker, { ...request, payload: request.payload, kind: 'reveal_code' } as never)),
    ).toBe('role_required')
    const points = { kind: 'adjust_points' as const, payload: { cardholderId: who.cardholderId, points: 1 } }
    expect(await refusalOf(desk.ask(support, points))).toBe('role_required')
    const both = await desk.hire(['support', 'checker'])
    const own = await asked(both)
    expect(await refusalOf(desk.approve(both, own.request.id))).toBe('same_operator')
  })
})

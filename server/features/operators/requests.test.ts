import type { RequestAsked } from '../../../shared/contract/requests'
import { businessDayOf } from '../../../shared/values/businessDay'
import { eventsOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { OperatorSession } from '../../http/operators'
import { pointsSummary, verifyBooks } from '../points'
import { takeEvents } from '../spend'
import { byCommandLine, disableAccount } from '.'
import { auditPage } from './audit.store'
import { listUnmatchedRefunds } from './listUnmatchedRefunds'
import { findRequest } from './requests.store'
import { showRequest } from './showRequest'

let opened: TestDatabase
let desk: Desk
let maker: OperatorSession
let checker: OperatorSession
let both: OperatorSession

const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const { newId } = surroundings
// Ids of one millisecond have no order among themselves; here each has a millisecond of its own.
surroundings.newId = () => {
  surroundings.advance(1)
  return newId()
}
const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await installTestProgramme(opened.database, { id: 'another' })
  desk = await deskOn({ database: opened.database, surroundings, vault })
  maker = await desk.hire(['maker'])
  checker = await desk.hire(['checker'])
  both = await desk.hire(['maker', 'checker'])
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

let cards = 0
/** A cardholder with 100 points. */
async function somebody(): Promise<BoundForTest> {
  const card = await boundCard(opened.database, `q${String(++cards).padStart(7, '0')}`)
  const { posting } = desk.deps
  const events = eventsOf(card, [bankEvent('a', '2026-10-01', { yuan: 100 })])
  await takeEvents(events, { database: opened.database, posting, surroundings })
  return card
}

async function availableOf({ cardholderId }: BoundForTest): Promise<number> {
  const today = businessDayOf(surroundings.now())
  return (await pointsSummary(opened.database.reader, { cardholderId, today })).available
}

const giving = ({ cardholderId }: BoundForTest, points: number): RequestAsked => {
  return { kind: 'adjust_points', payload: { cardholderId, points } }
}

async function stateOf(id: string) {
  return (await findRequest(opened.database.reader, id))?.state
}

async function auditOf(subject: string) {
  const page = { programmeIds: [testProgramme.id], subject, before: undefined, limit: 50 }
  return (await auditPage(opened.database.reader, page)).reverse()
}

const change = (sql: string, ...parameters: string[]) =>
  opened.database.inTransaction((tx) => tx.change(sql, parameters))

describe('a request', () => {
  test('moves nothing before another operator approves it, and says what it would change', async () => {
    const card = await somebody()
    const made = await desk.ask(maker, giving(card, 50))
    expect(made).toMatchObject({ state: 'open', madeBy: { id: maker.operatorId }, decidedBy: null, obstacle: null })
    expect(made.changes).toContainEqual({ field: 'points.available', before: 100, after: 150 })
    expect(await availableOf(card)).toBe(100)
    const approved = await desk.approve(checker, made.id)
    expect(approved).toMatchObject({ state: 'approved', decidedBy: { id: checker.operatorId }, failure: null })
    expect(approved.transactionIds).toHaveLength(1)
    expect(await availableOf(card)).toBe(150)
  })

  test('shows the checker what it would change now, or what stands against it', async () => {
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, -80))
    await desk.settle(giving(card, -10))
    const request = async () => {
      const found = await findRequest(opened.database.reader, id)
      return found && showRequest(found, desk.deps)
    }
    expect(await request()).toMatchObject({
      obstacle: null,
      changes: [{ field: 'points.available', before: 90, after: 10 }],
    })
    await desk.settle(giving(card, -20))
    expect(await request()).toMatchObject({ obstacle: 'points_insufficient', changes: [] })
    expect(await availableOf(card)).toBe(70)
  })

  test('whose approval the rules are against is left failed with the reason, and nothing half done', async () => {
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, -80))
    await desk.settle(giving(card, -30))
    expect(await desk.approve(checker, id)).toMatchObject({
      state: 'failed',
      failure: 'points_insufficient',
      changes: [],
      transactionIds: [],
    })
    expect(await availableOf(card)).toBe(70)
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['request.made', 'request.failed'])
  })

  test('that is rejected or withdrawn moves nothing', async () => {
    const card = await somebody()
    const [rejected, withdrawn] = [await desk.ask(maker, giving(card, 5)), await desk.ask(maker, giving(card, 6))]
    expect(await desk.reject(checker, rejected.id)).toMatchObject({ state: 'rejected', decisionReason: '核对无误' })
    expect(await desk.withdraw(maker, withdrawn.id)).toMatchObject({ state: 'withdrawn' })
    expect(await availableOf(card)).toBe(100)
  })

  test('leaves a line in the audit log for each step: who, why, from where, before and after', async () => {
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, 7))
    await desk.approve(checker, id)
    const lines = await auditOf(id)
    expect(lines).toMatchObject([
      { action: 'request.made', operatorId: maker.operatorId, reason: '客户来电核实', address: '127.0.0.1' },
      { action: 'request.approved', operatorId: checker.operatorId, reason: '核对无误', programmeId: testProgramme.id },
    ])
    for (const { changes, requestId } of lines) {
      expect(changes).toContainEqual({ field: 'points.available', before: 100, after: 107 })
      expect(requestId).toMatch(/^request-/)
    }
  })
})

/** Every way around two persons that somebody might try, and what they are told. */
const bypasses: Record<string, [refusal: string, attempt: (id: string, card: BoundForTest) => Promise<unknown>]> = {
  'approve without being a checker': ['role_required', (id) => desk.approve(maker, id)],
  'approve with a session of roles that were taken away meanwhile': [
    'role_required',
    async (id) => {
      const former = await desk.hire(['checker'])
      await change('UPDATE operator SET roles = ? WHERE id = ?', 'support', former.operatorId)
      return desk.approve(former, id)
    },
  ],
  'approve with a session of somebody who was disabled meanwhile': [
    'role_required',
    async (id) => {
      const former = await desk.hire(['checker'])
      await disableAccount({ database: opened.database, surroundings, vault }, former.operatorId, byCommandLine)
      return desk.approve(former, id)
    },
  ],
  'approve from the desk of another programme': [
    'not_found',
    async (id) => desk.approve(await desk.hire(['checker'], 'another'), id),
  ],
  'approve what nobody asked for': ['not_found', () => desk.approve(checker, '0'.repeat(26))],
  'reject without being a checker': ['role_required', (id) => desk.reject(maker, id)],
  "withdraw somebody else's": ['request_of_another', (id) => desk.withdraw(both, id)],
  'make a request with a role that was taken away meanwhile': [
    'role_required',
    async (_, card) => {
      const former = await desk.hire(['maker'])
      await change('UPDATE operator SET roles = ? WHERE id = ?', 'support', former.operatorId)
      return desk.ask(former, giving(card, 1))
    },
  ],
  'make a request for a cardholder of another programme': [
    'not_found',
    async (_, card) => desk.ask(await desk.hire(['maker'], 'another'), giving(card, 1)),
  ],
  "rule on another programme's refund": [
    'not_found',
    async (_, card) => {
      const { cardholderId, cardToken } = card
      const payload = { cardholderId, refundId: `${cardToken}_r`, purchaseId: `${cardToken}_a` }
      return desk.ask(await desk.hire(['maker'], 'another'), { kind: 'match_refund', payload })
    },
  ],
  'make a request for a cardholder who is nobody': [
    'not_found',
    (_, card) => desk.ask(maker, giving({ ...card, cardholderId: '0'.repeat(26) }, 1)),
  ],
}

describe('nobody gets around the second person', () => {
  test.each(Object.entries(bypasses))('%s', async (_, [refusal, attempt]) => {
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, 50))
    expect(await refusalOf(attempt(id, card))).toBe(refusal)
    expect(await stateOf(id)).toBe('open')
    expect(await availableOf(card)).toBe(100)
  })

  test.each([
    ['approve', (id: string) => desk.approve(both, id)],
    ['reject', (id: string) => desk.reject(both, id)],
  ])('%s what one has asked for oneself, with the roles of both', async (_, decide) => {
    const card = await somebody()
    const { id } = await desk.ask(both, giving(card, 50))
    expect(await refusalOf(decide(id))).toBe('same_operator')
    expect(await stateOf(id)).toBe('open')
    expect(await availableOf(card)).toBe(100)
  })

  test.each([
    ['was disabled', ({ operatorId }: OperatorSession) => disableAccount(desk.deps, operatorId, byCommandLine)],
    [
      'is no maker any more',
      ({ operatorId }: OperatorSession) => change('UPDATE operator SET roles = ? WHERE id = ?', 'support', operatorId),
    ],
  ])('what somebody asked who %s cannot be approved, but rejected', async (_, leave) => {
    const card = await somebody()
    const leaver = await desk.hire(['maker'])
    const { id } = await desk.ask(leaver, giving(card, 50))
    await leave(leaver)
    expect(await refusalOf(desk.approve(checker, id))).toBe('maker_not_entitled')
    expect(await availableOf(card)).toBe(100)
    expect((await desk.reject(checker, id)).state).toBe('rejected')
  })

  test('what was decided once stays decided', async () => {
    const card = await somebody()
    const decisions = ['approve', 'reject', 'withdraw'] as const
    const decide = (name: (typeof decisions)[number], id: string) =>
      desk[name](name === 'withdraw' ? maker : checker, id)
    for (const first of decisions) {
      const { id } = await desk.ask(maker, giving(card, 1))
      await decide(first, id)
      for (const then of decisions) expect(await refusalOf(decide(then, id))).toBe('request_decided')
    }
    expect(await availableOf(card)).toBe(101)
  })
})

describe('in the same moment', () => {
  /** Decisions that succeeded, and the refusals of the others. */
  async function race(decisions: Promise<unknown>[]) {
    const ended = await Promise.allSettled(decisions)
    const refusals = ended.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code?: string }).code] : []))
    return { decided: ended.length - refusals.length, refusals: [...new Set(refusals)] }
  }

  test('of many checkers one decides, and it happens once', async () => {
    const checkers = await Promise.all(Array.from({ length: 8 }, () => desk.hire(['checker'])))
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, 50))
    const outcome = await race(checkers.map((each) => desk.approve(each, id)))
    expect(outcome).toEqual({ decided: 1, refusals: ['request_decided'] })
    expect(await availableOf(card)).toBe(150)
  })

  test('one of approving, rejecting and withdrawing wins, and what follows is of the winner', async () => {
    for (let round = 0; round < 5; round++) {
      const card = await somebody()
      const { id } = await desk.ask(maker, giving(card, 50))
      const outcome = await race([desk.approve(checker, id), desk.reject(both, id), desk.withdraw(maker, id)])
      expect(outcome).toEqual({ decided: 1, refusals: ['request_decided'] })
      expect(await availableOf(card)).toBe((await stateOf(id)) === 'approved' ? 150 : 100)
    }
  })

  test('of many requests that the balance covers but once, of people who share nothing, one is carried out', async () => {
    const card = await somebody()
    const pairs = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const [from, by] = [await desk.hire(['maker']), await desk.hire(['checker'])]
        return { by, id: (await desk.ask(from, giving(card, -80))).id }
      }),
    )
    const ended = await Promise.all(pairs.map(({ by, id }) => desk.approve(by, id)))
    const states = ended.map(({ state, failure }) => failure ?? state).sort()
    expect(states).toEqual(['approved', ...Array.from({ length: 4 }, () => 'points_insufficient')])
    expect(await availableOf(card)).toBe(20)
  })

  test('a fact of the bank and an approval both count', async () => {
    const card = await somebody()
    const { id } = await desk.ask(maker, giving(card, 50))
    const events = eventsOf(card, [bankEvent('b', '2026-10-02', { yuan: 30, merchant: 'x' })])
    const { posting } = desk.deps
    await Promise.all([
      desk.approve(checker, id),
      takeEvents(events, { database: opened.database, posting, surroundings }),
    ])
    expect(await availableOf(card)).toBe(180)
  })
})

describe('refunds that match nothing', () => {
  const openRefunds = async () =>
    (await listUnmatchedRefunds(opened.database.reader, { programmeId: testProgramme.id, cursor: undefined })).refunds

  test('are listed with what they may mean until they are ruled on', async () => {
    const card = await somebody()
    const { posting } = desk.deps
    const facts = [
      bankEvent('b', '2026-10-02', { yuan: 30, merchant: 'x' }),
      bankEvent('r', '2026-10-05', { yuan: -30 }),
      bankEvent('s', '2026-10-06', { yuan: -1, merchant: 'x' }),
    ]
    await takeEvents(eventsOf(card, facts), { database: opened.database, posting, surroundings })
    const own = (id: string) => `${card.cardToken}_${id}`
    const listed = (await openRefunds()).filter(({ cardholderId }) => cardholderId === card.cardholderId)
    const meant = listed.map(({ refund, candidates }) => [
      refund.transactionId,
      candidates.map(({ transactionId, likeness }) => `${transactionId} ${likeness}`),
    ])
    expect(meant).toEqual([
      [own('r'), [`${own('b')} amount`, `${own('a')} merchant`]],
      [own('s'), [`${own('b')} merchant`]],
    ])
    const { cardholderId } = card
    await desk.settle({
      kind: 'match_refund',
      payload: { cardholderId, refundId: own('r'), purchaseId: own('b') },
    })
    await desk.settle({ kind: 'dismiss_refund', payload: { cardholderId, refundId: own('s') } })
    expect((await openRefunds()).filter((each) => each.cardholderId === cardholderId)).toEqual([])
  })

  test('are shown page by page, each once', async () => {
    const posting = desk.deps.posting
    const wanted = new Set<string>()
    for (let made = 0; made < 23; made++) {
      const card = await somebody()
      wanted.add(`${card.cardToken}_r`)
      const refund = bankEvent('r', '2026-10-05', { yuan: -3, merchant: 'y' })
      await takeEvents(eventsOf(card, [refund]), { database: opened.database, posting, surroundings })
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listUnmatchedRefunds(opened.database.reader, { programmeId: testProgramme.id, cursor })
      seen.push(...page.refunds.map(({ refund }) => refund.transactionId))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen.filter((id) => wanted.has(id))).toHaveLength(wanted.size)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('stand in the order that was asked for over all pages, within the days that were asked for', async () => {
    const { posting } = desk.deps
    for (const [name, day, yuan] of [
      ['x', '2026-10-07', -9],
      ['y', '2026-10-09', -2],
      ['z', '2026-10-08', -5],
    ] as const) {
      const card = await somebody()
      const refund = bankEvent(name, day, { yuan, merchant: 'order' })
      await takeEvents(eventsOf(card, [refund]), { database: opened.database, posting, surroundings })
    }
    const listed = async (asked: Omit<Parameters<typeof listUnmatchedRefunds>[1], 'programmeId'>) => {
      const { refunds } = await listUnmatchedRefunds(opened.database.reader, {
        programmeId: testProgramme.id,
        ...asked,
      })
      return refunds.map(({ refund }) => `${refund.postedOn} ${refund.amountFen}`)
    }
    const days = { from: '2026-10-07', until: '2026-10-09' }
    expect(await listed(days)).toEqual(['2026-10-07 900', '2026-10-08 500', '2026-10-09 200'])
    expect(await listed({ ...days, sort: '-postedOn' })).toEqual(['2026-10-09 200', '2026-10-08 500', '2026-10-07 900'])
    expect(await listed({ ...days, sort: 'amount' })).toEqual(['2026-10-09 200', '2026-10-08 500', '2026-10-07 900'])
    expect(await listed({ from: '2026-10-08', until: '2026-10-08' })).toEqual(['2026-10-08 500'])
    const first = await listUnmatchedRefunds(opened.database.reader, { programmeId: testProgramme.id, sort: '-amount' })
    expect(first.refunds[0]?.refund.amountFen).toBe(900)
    expect(first.next).not.toBeNull()
    const another = { programmeId: testProgramme.id, sort: 'amount', cursor: first.next ?? '' } as const
    expect(await refusalOf(listUnmatchedRefunds(opened.database.reader, another))).toBe('input_invalid')
  })
})

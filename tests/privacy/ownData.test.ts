import { insertDecisions } from '../../server/features/risk'
import { spendRoutes } from '../../server/features/spend'
import { type OwnRows, ownFields, ownSections } from '../../shared/contract/privacy'
import type { RiskFacts } from '../../shared/contract/riskRules'
import { bankEvent } from '../support/bankEvents'
import { testPosting } from '../support/posting'
import { refusalOf } from '../support/refusalOf'
import { blank, exported, newOpenid, opened, people, somebodySettled } from './privateLives'

describe('the copy of my data', () => {
  test('has every section with what is kept, and nothing in clear that is sealed', async () => {
    const one = await somebodySettled()
    const copy = await exported(one.session)
    expect(copy.sections.map(({ section }) => section)).toEqual(ownSections)
    const of = (name: string) => copy.sections.find(({ section }) => section === name)?.rows ?? []
    for (const { section, rows } of copy.sections) {
      for (const row of rows) expect(Object.keys(row)).toEqual([...ownFields[section]])
    }
    expect(of('profile')).toMatchObject([{ phoneMasked: `139****${one.phone.slice(-4)}`, level: 'cardholder' }])
    expect(of('cards')).toMatchObject([{ last4: one.phone.slice(-4), unboundAt: null }])
    expect(of('spends').map(({ postedOn }) => postedOn)).toEqual(['2026-11-21', '2026-11-01'])
    expect(of('redemptions')).toMatchObject([
      { state: 'delivered', accountMasked: expect.stringContaining('****') },
      { state: 'delivered', codeMasked: 'PR••••••••-0' },
    ])
    expect(of('looks')).toMatchObject([{ redemptionId: one.code.id, address: one.address }])
    expect(of('tastes')).toMatchObject([{ chosen: 'music' }])
    expect(of('notices')).toMatchObject([{ topic: 'tier.upgraded' }])
    expect(of('entries').length).toBeGreaterThan(2)
    const text = JSON.stringify(copy)
    for (const secret of [one.phone, one.openid, one.account, 'PRIVATE-CODE']) expect(text).not.toContain(secret)
  })

  test('says where each decision on an attempt was made', async () => {
    const { programmeId, cardholderId } = await people.enter(newOpenid())
    const none = { tenMinutes: 0, hour: 0 }
    const facts: RiskFacts = {
      point: 'redeem',
      regionKind: 'abroad',
      region: '美国',
      deviceTrusted: false,
      deviceHours: 0,
      bindingHours: null,
      points: 900,
      hour: 10,
      wechatRank: null,
      perCardholder: none,
      perDevice: none,
      perCard: none,
      perAddress: none,
      perNetwork: none,
    }
    const at = people.surroundings.now()
    const fingerprints = { addressFingerprint: 'a', networkFingerprint: 'n' }
    const how = { lane: 'quarantine', rules: [], version: 'v', facts, shadow: null, ...fingerprints } as const
    const decided = { programmeId, cardholderId, ...how }
    await opened.database.inTransaction((tx) =>
      insertDecisions(tx, [{ id: people.surroundings.newId(), hasRedemption: false, decided }]),
    )
    const { sections } = await exported({ programmeId, cardholderId, sessionId: 's', level: 'visitor' })
    expect(sections.find(({ section }) => section === 'decisions')?.rows).toEqual([
      { at: at.toISOString(), point: 'redeem', lane: 'quarantine', region: '美国' },
    ])
  })

  test('has nobody else in it', async () => {
    const [one, other] = [await somebodySettled(), await somebodySettled()]
    const text = JSON.stringify(await exported(one.session))
    for (const theirs of [other.session.cardholderId, other.code.id, other.topup.orderNo ?? '', other.phone.slice(-4)])
      expect(text).not.toContain(theirs)
  })

  test('comes in parts where it is long, and each row is in one of them', async () => {
    const one = await somebodySettled()
    const token = `ct_token_${one.phone.slice(-4)}`
    const events = Array.from({ length: 450 }, (_, at) =>
      bankEvent(`tx-long-${String(at).padStart(4, '0')}`, at % 2 ? '2026-11-10' : '2026-11-11', {
        yuan: 1,
        card_token: token,
      }),
    )
    const spend = spendRoutes({ ...people, posting: testPosting(people.surroundings) })
    for (let at = 0; at < events.length; at += 90)
      await spend.takeEvents({ ...blank, session: null, body: { events: events.slice(at, at + 90) } })
    const ids = new Set<unknown>()
    const collect = ({ rows, next }: OwnRows) => {
      for (const { transactionId } of rows) ids.add(transactionId)
      return next ?? undefined
    }
    const begun = (await exported(one.session)).sections.find(({ section }) => section === 'spends') as OwnRows
    const cursor = collect(begun)
    expect([begun.rows.length, cursor]).toEqual([200, expect.anything()])
    // One part holds a thousand: who has ten years of spending has all of it within the hour's copies.
    const { sections } = await exported(one.session, { section: 'spends', cursor })
    expect(sections).toHaveLength(1)
    expect(collect(sections[0] as OwnRows)).toBeUndefined()
    expect(ids.size).toBe(452)
  })

  test('is made so many times an hour and no more', async () => {
    const session = await people.enter(newOpenid())
    for (let copy = 0; copy < 60; copy++) await exported(session)
    expect(await refusalOf(exported(session))).toBe('too_many_requests')
  })

  test('begins nowhere for a cursor that nobody was given', async () => {
    const { session } = await somebodySettled()
    for (const section of ownSections) {
      for (const cursor of ['a|b', '💥|1e999']) {
        const { sections } = await exported(session, { section: section as 'spends', cursor })
        expect(sections).toMatchObject([{ section }])
      }
    }
  })
})
